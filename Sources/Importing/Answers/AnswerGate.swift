import Domain

extension Importer {
  /// Reads an answer: the one way in for every kind.
  ///
  /// A payload without the envelope of the kind is refused with its own words, so that an error is
  /// never taken for an empty answer.
  package func readAnswer(
    _ payload: Payload, _ context: ImportContext, into intake: Intake
  ) throws(PayloadError) {
    intake.watch(Self.extent)
    // Archives and workbooks hold tables, which are known by their columns.
    if ZIPArchive.begins(payload.bytes) { return try read(payload, context, into: intake) }
    let outline = PayloadOutline(of: payload.bytes)
    if outline.form == .empty, !Self.sendsNothing {
      throw PayloadError("an empty payload, which is no answer of this kind")
    }
    var payload = payload
    payload.isAnswer = true
    payload.rowsAt = place(in: outline) ?? []
    do throws(PayloadError) { try read(payload, context, into: intake) } catch {
      guard intake.rows == 0, let words = outline.errorWords else { throw error }
      throw PayloadError("an error, not an answer: «\(words)»", at: error.offset)
    }
  }

  /// Where the rows of a bare list stand in the payload, `nil` when it is not of our kind.
  ///
  /// Scripts put an answer's rows under a name of their own, or keep a single row.
  package func place(in outline: PayloadOutline) -> JSONRows.Path? {
    if recognizes(outline) { return [] }
    guard outline.form == .json else { return nil }
    if recognizes(outline.first("[]")) { return [] }
    for name in ["data", "rows", "items", "result"]
    where recognizes(outline.first(name)) { return [name] }
    return recognizes(outline.asRow) ? ["{}"] : nil
  }
}

extension PayloadOutline {
  /// What an answer that is of no kind says of itself, if it is an error.
  package var errorWords: String? {
    if form == .xml {
      return hasAny("feed", "entry") ? nil : AnswerFault.words(inXML: head)
    }
    guard form == .json else { return nil }
    var tape = JSONTape(head)
    do throws(PayloadError) {
      return AnswerFault.words(try tape.read(at: JSONRows.mark(head)).value)
    } catch { return nil }
  }

  /// The outline of the list or of the first page that stands at `place`.
  fileprivate func first(_ place: String) -> PayloadOutline {
    var names: Set<String> = []
    for name in self.names where name.hasPrefix(place) {
      let rest = name.dropFirst(place.count)
      if rest.hasPrefix("[]") {
        names.insert(String(rest))
      } else if place == "[]", rest.hasPrefix(".") {
        names.insert(String(rest.dropFirst()))
      }
    }
    return PayloadOutline(form: form, names: names, head: .none, trouble: trouble)
  }

  /// The outline of the list that holds nothing but this object.
  fileprivate var asRow: PayloadOutline {
    PayloadOutline(
      form: form, names: Set(names.map { "[].\($0)" } + ["[]"]), head: .none, trouble: trouble)
  }
}
