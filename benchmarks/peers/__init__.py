"""Other builders of sites, made to do the like job from the same papers."""

from benchmarks.peers import hugo, pelican
from benchmarks.peers.peer import Peer

PEERS: tuple[Peer, ...] = (hugo.PEER, pelican.PEER)
