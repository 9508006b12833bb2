using System.Collections.Concurrent;

namespace CostCompass.Simulator.Requests;

/// <summary>The requests to the provider since the start or the last clearing, the oldest first. Control requests are not among them.</summary>
public sealed class RequestLog
{
    private readonly ConcurrentQueue<LoggedRequest> requests = new();

    public int Count => requests.Count;

    public IReadOnlyList<LoggedRequest> All => [.. requests];

    public void Clear() => requests.Clear();

    internal void Add(LoggedRequest request) => requests.Enqueue(request);
}
