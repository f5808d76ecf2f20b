package import Domain

extension Shape {
  /// The fields for outsiders, on one line: `[{"number":1,"name":"report_id","type":"integer"}, …]`.
  package var json: String {
    let fields = members.map { member in
      let item = member.item.map { ",\"item\":\($0.json)" } ?? ""
      return "{\"number\":\(member.number),\"name\":\"\(member.name)\","
        + "\"type\":\"\(member.type.name)\"\(item)}"
    }
    return "[\(fields.joined(separator: ","))]"
  }
}
