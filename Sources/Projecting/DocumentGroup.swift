/// Documents that make rows together, such as the postings, returns and operations of one order.
package struct DocumentGroup {
  /// Sorted by kind and natural id.
  package private(set) var documents: [Document] = []

  /// How many events its documents have.
  package private(set) var eventCount = 0

  package init() {}

  package init(_ documents: [Document]) {
    self.documents = documents
    eventCount = documents.reduce(0) { $0 + $1.versions.count }
  }

  /// Gathers events by document; they are sorted by kind, natural id, clock and position.
  package init(_ events: EventRun) { gather(events) }

  /// The same in the memory of the group before.
  package mutating func gather(_ events: EventRun) {
    documents.removeAll(keepingCapacity: true)
    eventCount = events.count
    var start = events.startIndex
    while start < events.endIndex {
      let first = events[start]
      var end = start + 1
      while end < events.endIndex, events[end].isOfDocument(first) { end += 1 }
      documents.append(Document(versions: events[start..<end]))
      start = end
    }
  }
}

extension Event {
  /// Whether two events of a group are of one document.
  fileprivate func isOfDocument(_ other: Event) -> Bool {
    naturalID == other.naturalID && kind == other.kind
  }
}
