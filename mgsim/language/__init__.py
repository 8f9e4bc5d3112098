"""The language that cards are written in."""

from mgsim.language.figure import Figure as Figure
from mgsim.language.mechanism import Check as Check
from mgsim.language.mechanism import Event as Event
from mgsim.language.mechanism import Gate as Gate
from mgsim.language.mechanism import Held as Held
from mgsim.language.mechanism import Mechanism as Mechanism
from mgsim.language.mechanism import Param as Param
from mgsim.language.mechanism import ParameterSet as ParameterSet
from mgsim.language.mechanism import Scheme as Scheme
from mgsim.language.mechanism import State as State
from mgsim.language.mechanism import Train as Train
from mgsim.language.readout import Fold as Fold
from mgsim.language.readout import Readout as Readout
from mgsim.language.receptor import Receptor as Receptor
from mgsim.language.sources import ASSUMED as ASSUMED
from mgsim.language.sources import PROTOCOL as PROTOCOL
from mgsim.language.sources import Source as Source
