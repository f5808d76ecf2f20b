/// Events that lie one behind another: all of a group, or those of one document.
///
/// Borrowed like `Bytes`: valid inside the call that lends it, and bounds-checked.
@safe package struct EventRun: RandomAccessCollection {
  private let base: UnsafePointer<Event>?
  package let startIndex: Int
  package let endIndex: Int

  fileprivate init(_ events: UnsafeBufferPointer<Event>) {
    unsafe base = events.baseAddress
    startIndex = 0
    endIndex = events.count
  }

  private init(_ run: EventRun, _ range: Range<Int>) {
    unsafe base = run.base
    startIndex = range.lowerBound
    endIndex = range.upperBound
  }

  package subscript(index: Int) -> Event {
    guard index >= startIndex, index < endIndex, let base = unsafe base else {
      preconditionFailure("event \(index) of \(startIndex)..<\(endIndex)")
    }
    return unsafe base[index]
  }

  package subscript(range: Range<Int>) -> EventRun {
    precondition(range.lowerBound >= startIndex && range.upperBound <= endIndex)
    return EventRun(self, range)
  }
}

extension [Event] {
  /// Lends the events for the length of `body`.
  package func lent<Result>(_ body: (EventRun) throws -> Result) rethrows -> Result {
    unsafe try withUnsafeBufferPointer { events in try body(unsafe EventRun(events)) }
  }
}
