/// How much of a payload stands in its cell, and how much on *overflow pages*.
struct PayloadBounds: Sendable {
  /// The *usable size* of a page, U: nothing is reserved.
  let usableSize: Int

  /// X: a payload up to this size stands in the cell.
  let localMax: Int

  /// M: of a larger one at least this much does.
  let localMin: Int

  init(pageSize: Int, isIndex: Bool) {
    usableSize = pageSize
    localMax = isIndex ? (pageSize - 12) * 64 / 255 - 23 : pageSize - 35
    localMin = (pageSize - 12) * 32 / 255 - 23
  }

  /// Bytes of a payload that an overflow page holds behind the number of the next one.
  var overflowSize: Int { usableSize - FileFormat.pageNumberSize }

  /// K where it fits, else M: how much of a payload of P bytes stands in the cell.
  @inline(__always)
  func local(_ payload: Int) -> Int {
    if payload <= localMax { return payload }
    let filled = localMin + (payload - localMin) % overflowSize
    return filled <= localMax ? filled : localMin
  }

  /// How many overflow pages a payload needs.
  func overflowPages(_ payload: Int) -> Int {
    (payload - local(payload) + overflowSize - 1) / overflowSize
  }
}
