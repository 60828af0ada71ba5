"""Messages by way of RabbitMQ: quorum queues, confirmed publishing, acknowledgement after the work is done."""

from enrollment.adapters.amqp.analytics import KombuAnalytics
from enrollment.adapters.amqp.consumer import KombuConsumer
from enrollment.adapters.amqp.publisher import KombuPublisher

__all__ = ["KombuAnalytics", "KombuConsumer", "KombuPublisher"]
