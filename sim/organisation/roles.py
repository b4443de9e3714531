"""Desks and pods: the role table at work. A desk is a role with its people, queues and books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.organisation.items import Queue

if TYPE_CHECKING:
    from sim.organisation.people import Person
    from sim.scenario.tree import Role, Team

PERMANENT = -1e9


class Pod:
    """A few people who share a book and a queue."""

    def __init__(self, role: int) -> None:
        self.queue = Queue(role)
        self.people: list[Person] = []

    def join(self, person: Person) -> None:
        """Take somebody in; the pod's queue becomes one of theirs."""
        self.people.append(person)
        person.pod = self
        person.tray = self.queue
        self._recount()

    def quit(self, person: Person) -> None:
        """Let somebody go."""
        self.people.remove(person)
        person.pod = None
        person.tray = person.inbox
        self._recount()

    def _recount(self) -> None:
        self.queue.members = max(1, len(self.people))


class Desk:
    """One role at work.

    index: position of its name in the code book of roles. role: its name in the table; suffix: what
    the desk's name ends in, where a pilot has a table of its own. alone: the only role of it.
    coordination: hours a week that it spends on other roles.
    owner: for each account the person who owns it in this role, or None.
    fresh_until: for each account the time until which it is new to its owner.
    friction: for each segment the factor on effort (pooled service, hand-offs).
    breadth: part of all kinds of work that the role does.
    weight: for each segment the client hours a month that an account asks of this role.
    """

    def __init__(
        self, index: int, role: str, suffix: str, row: Role, accounts: int, segments: int
    ) -> None:
        self.index = index
        self.role = role
        self.suffix = suffix
        self.name = role + suffix
        self.row = row
        self.people: list[Person] = []
        self.pods: list[Pod] = []
        self.pool = Queue(index)
        self.idle: dict[Person, None] = {}
        self.owner: list[Person | None] = [None] * accounts
        self.fresh_until: list[float] = [PERMANENT] * accounts
        self.friction: list[float] = [1.0] * segments
        self.weight: list[float] = [0.0] * segments
        self.transient = False
        self.breadth = 1.0
        self.held: Desk | None = None
        self.helps: list[Desk] = []
        self.helpers: tuple[dict[Person, None], ...] = ()
        self.help_speed = row.overflow.speed
        self.by_owner = row.serves != "pool"
        self.alone = False
        self.coordination = 0.0

    def read(self, row: Role, team: Team, alone: bool, segments: int) -> None:
        """Take over the live fields of the role's row; loads of accounts are counted anew."""
        self.row = row
        self.alone = alone
        self.help_speed = row.overflow.speed
        self.coordination = 0.0 if alone and row.serves != "pod" else team.coordination
        self.weight = [0.0] * segments

    def add(self, person: Person) -> None:
        """Somebody starts in this role."""
        self.people.append(person)
        person.desk = self
        person.inbox.role = self.index
        person.inbox.helpers = self.helpers
        person.queues = [person.inbox, self.pool]
        if self.row.serves == "pod":
            pod = self._pod_for_newcomer()
            pod.join(person)
            person.queues = [person.inbox, pod.queue, self.pool]
        self.pool.members = max(1, len(self.people))

    def remove(self, person: Person) -> None:
        """Somebody leaves this role."""
        self.people.remove(person)
        if person.pod is not None:
            person.pod.quit(person)
        self.pool.members = max(1, len(self.people))

    def _pod_for_newcomer(self) -> Pod:
        """The smallest pod with room, else a new one."""
        open_pods = [p for p in self.pods if len(p.people) < self.row.pod_size]
        if open_pods:
            return min(open_pods, key=lambda p: len(p.people))
        pod = Pod(self.index)
        pod.queue.helpers = self.helpers
        self.pods.append(pod)
        return pod

    def queue_of(self, account: int) -> Queue:
        """Where work for this account waits: owner, the owner's pod, or the pool."""
        person = self.owner[account] if account >= 0 else None
        return self.pool if person is None else person.tray

    def queues(self) -> list[Queue]:
        """All queues of the role."""
        return [self.pool, *(p.queue for p in self.pods), *(p.inbox for p in self.people)]

    def backlog(self) -> float:
        """Hours waiting in the role."""
        return max(0.0, sum(q.hours for q in self.queues()))

    def queue_to_help(self, own: frozenset[int]) -> Queue | None:
        """The longest queue of the roles that this one helps, or None.

        A queue whose most urgent item is of a kind that only its person can do (`own`) is left.
        """
        best: Queue | None = None
        longest = 0
        for desk in self.helps:
            for queue in desk.queues():
                entries = queue.entries
                if len(entries) > longest and entries[0][3].kind not in own:
                    best, longest = queue, len(entries)
        return best
