import CSQLite

extension Connection {
  /// Statements add decimals exactly from here on: their `sum`, `avg` and `total` are those of
  /// `ExactSum`, as aggregates and over windows.
  package func sumExactly() throws(SQLiteError) {
    for function in ExactSums.allCases {
      let code = unsafe sqlite3_create_window_function(
        handle, function.name, 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS,
        UnsafeMutableRawPointer(bitPattern: function.rawValue),
        { (context, _, values) in unsafe ExactSums.take(context, values, isAdded: true) },
        { context in unsafe ExactSums.finish(context) },
        { context in unsafe ExactSums.tell(context, ExactSums.state(context)) },
        { (context, _, values) in unsafe ExactSums.take(context, values, isAdded: false) }, nil)
      guard code == SQLITE_OK else { throw unsafe .latest(handle, code, sql: function.name) }
    }
  }
}

/// SQL's functions of sums; their numbers are what SQLite carries to each call.
private enum ExactSums: Int, CaseIterable {
  case sum = 1
  case average
  case total

  var name: String {
    switch self {
    case .sum: "sum"
    case .average: "avg"
    case .total: "total"
    }
  }

  /// The sum in hand, which SQLite keeps a place for; nothing without memory.
  static func state(_ context: OpaquePointer?) -> ExactSum? {
    let size = Int32(MemoryLayout<Int>.size)
    guard let place = unsafe sqlite3_aggregate_context(context, size) else { return nil }
    let slot = unsafe place.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    if let known = unsafe slot.pointee {
      return unsafe Unmanaged<ExactSum>.fromOpaque(known).takeUnretainedValue()
    }
    let made = ExactSum()
    unsafe slot.pointee = Unmanaged.passRetained(made).toOpaque()
    return made
  }

  static func take(
    _ context: OpaquePointer?, _ values: UnsafeMutablePointer<OpaquePointer?>?, isAdded: Bool
  ) {
    guard let values = unsafe values, let value = unsafe values[0] else { return }
    let type = unsafe sqlite3_value_numeric_type(value)
    if type == SQLITE_NULL { return }
    guard let state = unsafe state(context) else {
      unsafe sqlite3_result_error_nomem(context)
      return
    }
    if type == SQLITE_INTEGER {
      let number = unsafe sqlite3_value_int64(value)
      isAdded ? state.add(number) : state.remove(number)
    } else {
      let number = unsafe sqlite3_value_double(value)
      isAdded ? state.add(number) : state.remove(number)
    }
  }

  /// Tells the sum and lets go of it.
  static func finish(_ context: OpaquePointer?) {
    guard let place = unsafe sqlite3_aggregate_context(context, 0) else {
      return unsafe tell(context, nil)
    }
    let slot = unsafe place.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    guard let held = unsafe slot.pointee else { return unsafe tell(context, nil) }
    let state = unsafe Unmanaged<ExactSum>.fromOpaque(held).takeRetainedValue()
    unsafe slot.pointee = nil
    unsafe tell(context, state)
  }

  static func tell(_ context: OpaquePointer?, _ state: ExactSum?) {
    let function = ExactSums(rawValue: Int(bitPattern: unsafe sqlite3_user_data(context)))
    let result: ExactSum.Result =
      switch function {
      case .average: state?.average ?? .null
      case .total: .real(state?.total ?? 0)
      case .sum, nil: state?.sum ?? .null
      }
    switch result {
    case .null: unsafe sqlite3_result_null(context)
    case .integer(let number): unsafe sqlite3_result_int64(context, number)
    case .real(let number): unsafe sqlite3_result_double(context, number)
    case .overflow: unsafe sqlite3_result_error(context, "integer overflow", -1)
    }
  }
}
