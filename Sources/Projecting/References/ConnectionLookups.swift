package import Domain

extension References {
  /// The 1C connection whose catalogue a connection uses.
  func onec(of connection: String) -> String? {
    guard let witness else { return settled(connection).onec }
    let onec = onecAsked(connection)
    let settings = catalogue.connections[connection]
    witness.note(.connection(connection), onec.map { [$0] } ?? [])
    if settings?.marketplace != "1C", settings?.onec == nil {
      witness.note(.bases, onec.map { [$0] } ?? [])
    }
    return onec
  }

  /// Kept for the connection that asked last: rows come connection by connection.
  private func settled(_ connection: String) -> ToldAnswers.Settled {
    if let last = told.settled, last.connection == connection { return last }
    let onec = onecAsked(connection)
    let settled = ToldAnswers.Settled(
      connection, onec: onec, organization: organization(of: connection, in: onec))
    told.settled = settled
    return settled
  }

  private func onecAsked(_ connection: String) -> String? {
    ask(.connection(connection))
    let settings = catalogue.connections[connection]
    if settings?.marketplace != "1C", settings?.onec == nil { ask(.bases) }
    return catalogue.onec(of: connection)
  }

  private func organization(of connection: String, in onec: String?) -> String? {
    guard let onec, let name = catalogue.connections[connection]?.organization else { return nil }
    ask(.organization(onec: onec, name: Self.trimmed(name)))
    let refs = catalogue.organizations[.init(onec, Self.trimmed(name))] ?? []
    witness?.note(.organization(onec: onec, name: Self.trimmed(name)), refs.sorted())
    return refs.count == 1 ? refs[0] : nil
  }

  /// Ref_Key of the one organization that bears the connection's organization's name.
  package func organization(_ connection: String) -> String? {
    prepare()
    if witness == nil { return settled(connection).organization }
    return organization(of: connection, in: onec(of: connection))
  }

  /// The zone of times that a connection sends without an offset.
  package func zone(_ connection: String) -> Zone {
    prepare()
    ask(.connection(connection))
    return catalogue.connections[connection]?.zone ?? .moscow
  }

  /// Without spaces at both ends.
  static func trimmed(_ text: String) -> String {
    Array(text.utf8).borrowed { $0.trimmed.string }
  }
}
