"""Words that courses are made of, and what people look for among them."""

_SUBJECTS = (
    "ANTH ARTS ASTR BIEB BIMM BIOL CHEM CHIN CLAS COGS COMM CSE DANC DSC ECE ECON EDUC ENVR ETHN FILM FREN GEOG GEOL "
    "GERM GREK HIST ITAL JAPN JUST LATI LING LIT MAE MATH MEDI MGT MUS NANO NEUR PHIL PHYS POLI PSYC RELI RUSS SOCI "
    "SPAN STAT THEA URBA"
)
MANNERS = (
    "Introduction to",
    "Foundations of",
    "Principles of",
    "Topics in",
    "Advanced",
    "Applied",
    "Computational",
    "Comparative",
    "Quantitative",
    "History of",
    "Ethics of",
    "Laboratory in",
    "Seminar in",
    "Methods of",
    "Theory of",
    "Contemporary",
    "Experimental",
    "Global",
    "Field Studies in",
    "Statistical",
)
_MATTERS = (
    "Algebra,Analysis,Anatomy,Archaeology,Architecture,Astronomy,Biochemistry,Biology,Botany,Calculus,Cartography,"
    "Cinema,Climate,Cognition,Communication,Complexity,Composition,Control,Cryptography,Culture,Databases,Design,"
    "Development,Diplomacy,Drama,Dynamics,Ecology,Economics,Education,Electronics,Energy,Epidemiology,Evolution,"
    "Finance,Fluids,Genetics,Geology,Geometry,Governance,Grammar,Graphics,Harmony,Health,Hydrology,Immunology,"
    "Inference,Innovation,Interaction,Journalism,Justice,Kinematics,Language,Law,Learning,Linguistics,Logic,"
    "Magnetism,Management,Marketing,Materials,Mechanics,Medicine,Memory,Meteorology,Microbiology,Migration,"
    "Motion,Music,Mythology,Narrative,Networks,Neuroscience,Number Theory,Oceanography,Optics,Optimization,"
    "Painting,Perception,Pharmacology,Philosophy,Photography,Physiology,Planning,Poetry,Politics,Polymers,"
    "Probability,Programming,Psychology,Rhetoric,Robotics,Sculpture,Security,Semantics,Sensors,Signals,Society,"
    "Statistics,Thermodynamics,Topology,Translation,Transport,Urbanism,Vision,Volcanology,Zoology"
)
SUBJECTS, MATTERS = _SUBJECTS.split(), _MATTERS.split(",")

# One word that is in many titles, in few, in none; a subject, a code in both spellings; several words; a part of one.
QUERIES = (
    "",
    "introduction",
    "advanced",
    "theory",
    "xylophone",
    "cogs",
    "math",
    "bimm+103",
    "hist12",
    "CSE+1",
    "volcanology",
    "genetics",
    "number+theory",
    "introduction+biology",
    "advanced+robotics+cse",
    "field+studies",
    "ology",
    "stat",
    "ethics+of+law",
    "a01",
    "geo",
    "laboratory+optics+phys",
    "no+such+course",
    "music",
)
