/// A sort key's place in its arena, and eight of its bytes.
struct SortEntry: BitwiseCopyable {
  /// The bytes that are sorted by now, the first one the most significant, zeros behind the end.
  var word: UInt64
  var offset: UInt32

  /// The size of the index entry that the key stands for: what a tree is measured by.
  var payload: UInt32
}
