import Domain
import LZ4

/// Takes stored bodies apart with buffers that are used again.
struct BlockUnpacker {
  private var packed: [UInt8] = []

  /// Fills `raw` with exactly `rawSize` bytes, or returns false when the body is damaged.
  mutating func unpack(
    _ codec: BlockCodec, _ body: Bytes, rawSize: Int, into raw: inout [UInt8]
  ) -> Bool {
    switch codec {
    case .plain: return LZ4.decompress(body, rawSize: rawSize, into: &raw)
    case .digitsApart:
      do throws(CodecError) {
        guard rawSize <= LZ4.rawSizeMax else { return false }
        var reader = ByteReader(body)
        // Without a run the packed form is one byte longer than the raw one.
        let size = try reader.count(atMost: rawSize + 1)
        let block = body[try reader.run(try reader.count())]
        guard LZ4.decompress(block, rawSize: size, into: &packed) else { return false }
        return try packed.borrowed { (packed) throws(CodecError) in
          try DigitRuns.join(
            packed.prefix(size), body.dropFirst(reader.offset), size: rawSize, into: &raw)
        }
      } catch { return false }
    }
  }
}
