package import Domain

/// A source document: the events of one stream, in order of clock.
package struct Document {
  /// Not empty; the last one is the state that tables show.
  package let versions: ArraySlice<Event>

  /// A part of the events of a group, so that documents are told apart without a copy.
  package init(_ versions: ArraySlice<Event>) { self.versions = versions }

  package var earliest: Event { versions[versions.startIndex] }
  package var latest: Event { versions[versions.endIndex - 1] }
  package var isWithdrawn: Bool { latest.isWithdrawal }
  package var connection: String { latest.connection }
  package var kind: StreamKind { latest.kind }

  /// The latest version that is not a withdrawal: what the document last said of itself.
  package var lastStated: Event? { versions.last { !$0.isWithdrawal } }

  /// The position of the first event that shaped the document.
  package var firstPosition: Int64 { versions.reduce(Int64.max) { min($0, $1.position) } }
}

/// Documents that make rows together, such as the postings, returns and operations of one order.
package struct DocumentGroup {
  /// Sorted by kind and natural id.
  package let documents: [Document]

  package init(_ documents: [Document]) { self.documents = documents }

  /// Gathers events by document; they are sorted by kind, natural id, clock and position.
  package init(_ events: [Event]) {
    var documents: [Document] = []
    var start = 0
    for index in events.indices.dropFirst()
    where events[index].naturalID != events[start].naturalID
      || events[index].kind != events[start].kind
    {
      documents.append(Document(events[start..<index]))
      start = index
    }
    if !events.isEmpty { documents.append(Document(events[start...])) }
    self.documents = documents
  }
}
