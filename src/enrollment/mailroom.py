"""The composition root's back room: what carries messages on, what each consumer does with one, and the postman."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager

from enrollment.adapters.amqp import KombuAnalytics, KombuConsumer, KombuPublisher
from enrollment.adapters.amqp.topology import PREFIX
from enrollment.adapters.in_process import InProcessPublisher
from enrollment.adapters.log_analytics import LogAnalytics
from enrollment.adapters.mail import Letters, notifier_for
from enrollment.application import Application, Mailroom
from enrollment.application.count_event import CONCERNS as ATTEMPTS
from enrollment.application.count_event import CONSUMER as ANALYTICS
from enrollment.application.deliver_mail import DeliverMail
from enrollment.application.handle_message import HandleMessage
from enrollment.application.handle_outbox import HandleOutbox
from enrollment.application.note_delivery import CONCERNS, NoteDelivery
from enrollment.application.note_delivery import CONSUMER as MAIL
from enrollment.application.relay_outbox import RelayOutbox
from enrollment.domain.measures import Measure
from enrollment.domain.messages import Message
from enrollment.ports.analytics import Analytics
from enrollment.settings import Settings
from enrollment.wiring import System


def is_embedded(settings: Settings) -> bool:
    """Whether there is no broker, so that whoever relays a message has it handled at once."""
    return settings.broker_url.startswith("memory:")


@contextmanager
def open_mailroom(system: System, pause: Callable[[float], object], prefix: str = PREFIX) -> Iterator[Mailroom]:
    """Open the mailroom over the system. Nothing is connected before there is something to send.

    ``pause`` waits for that many seconds, or until there is no time left. ``prefix`` begins the names of the
    broker's exchanges and queues.
    """
    application = system.outside_transaction()
    relay_outbox: RelayOutbox | HandleOutbox
    with ExitStack() as connections:
        if is_embedded(system.settings):
            consumers = _consumers(application, _counter(system, LogAnalytics()))
            relay = RelayOutbox(outbox=application.outbox, publisher=InProcessPublisher(consumers), clock=system.clock)
            relay_outbox = HandleOutbox(relay=relay, handle_together=_together(system, LogAnalytics()))
        else:
            analytics = KombuAnalytics(system.settings.broker_url, prefix)
            connections.callback(analytics.close)
            consumers = _consumers(application, _counter(system, analytics))
            publisher = KombuPublisher(system.settings.broker_url, prefix)
            connections.callback(publisher.close)
            relay_outbox = RelayOutbox(outbox=application.outbox, publisher=publisher, clock=system.clock)
        postman = _postman(system.settings, application, pause)
        yield Mailroom(relay_outbox=relay_outbox, consumers=consumers, deliver_mail=postman)


def _together(system: System, also: Analytics) -> Callable[[Sequence[Message]], None]:
    """Return what has both consumers handle messages and marks these sent, in one transaction."""

    def handle(messages: Sequence[Message]) -> None:
        measures: list[Measure] = []
        with system.transactions:
            application, now = system.in_transaction(), system.clock.now()
            note_delivery = NoteDelivery(deliveries=application.deliveries, accounts=application.accounts)
            for message in messages:
                if message.kind in CONCERNS and application.inbox.add(MAIL, message.id, now):
                    note_delivery(message)
                if message.kind in ATTEMPTS:
                    measures += application.count_event(message)
            application.outbox.sent([message.id for message in messages], now)
        also.count(measures)

    return handle


def _consumers(application: Application, count: Callable[[Message], None]) -> Mapping[str, HandleMessage]:
    note_delivery = NoteDelivery(deliveries=application.deliveries, accounts=application.accounts)
    inbox, clock = application.inbox, application.clock
    return {
        MAIL: HandleMessage(consumer=MAIL, handle=note_delivery, inbox=inbox, clock=clock, kinds=CONCERNS),
        ANALYTICS: HandleMessage(consumer=ANALYTICS, handle=count, inbox=inbox, clock=clock, kinds=ATTEMPTS),
    }


def _counter(system: System, also: Analytics) -> Callable[[Message], None]:
    """Return what counts a message in a transaction of its own, and then tells others, who may miss it."""

    def count(message: Message) -> None:
        with system.transactions:
            measures = system.in_transaction().count_event(message)
        also.count(measures)

    return count


def _postman(settings: Settings, application: Application, pause: Callable[[float], object]) -> DeliverMail:
    letters = Letters(settings.campus_timezone, settings.public_url, settings.mail_from)
    return DeliverMail(
        deliveries=application.deliveries,
        enrollments=application.enrollments,
        accounts=application.accounts,
        catalog=application.catalog,
        notifier=notifier_for(settings.smtp_url, letters),
        clock=application.clock,
        pause=pause,
    )


def takers(settings: Settings, mailroom: Mailroom, prefix: str = PREFIX) -> Mapping[str, KombuConsumer]:
    """Return what takes messages from the broker for each consumer; each to be run in a thread of its own."""
    url = settings.broker_url
    return {name: KombuConsumer(url, name, handle, prefix) for name, handle in mailroom.consumers.items()}
