using CostCompass.Simulator.Faults;

namespace CostCompass.Simulator.Requests;

/// <summary>A request to the provider. It names the headers but holds none of their values, so that no key can get into a log.</summary>
public sealed record LoggedRequest(
    DateTimeOffset At,
    string Method,
    string Path,
    string Host,
    IReadOnlyList<string> Headers,
    AuthorizationState Authorization,
    FaultKind? Fault);
