namespace CostCompass.Simulator.Faults;

/// <summary>The faults that wait for their answers. The oldest that fits the path and the account is used first.</summary>
public sealed class PendingFaults
{
    private readonly Lock gate = new();
    private readonly List<(Fault Fault, int Left)> waiting = [];

    public void Add(Fault fault)
    {
        if (fault.Count is 0 or < -1)
        {
            throw new ArgumentException("A fault's count is 1 or more, or -1 for all answers.");
        }

        if (fault.Kind == FaultKind.RedirectElsewhere && string.IsNullOrEmpty(fault.Location))
        {
            throw new ArgumentException("A redirect needs a location.");
        }

        if (fault.Kind == FaultKind.GivenAnswer && fault.Body is null)
        {
            throw new ArgumentException("A given answer needs a body.");
        }

        if (fault.Kind == FaultKind.OtherStatus && fault.Status is not (>= 200 and <= 599))
        {
            throw new ArgumentException("The status is between 200 and 599.");
        }

        lock (gate)
        {
            waiting.Add((fault, fault.Count));
        }
    }

    public void Add(FaultKind kind, int count = 1) => Add(new Fault(kind) { Count = count });

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
        }
    }

    internal Fault? TakeFor(string path, string? key)
    {
        lock (gate)
        {
            var index = waiting.FindIndex(item =>
                (item.Fault.Path is null || string.Equals(item.Fault.Path, path, StringComparison.OrdinalIgnoreCase))
                && (item.Fault.Key is null || item.Fault.Key == key));
            if (index < 0)
            {
                return null;
            }

            var (fault, left) = waiting[index];
            if (left == 1)
            {
                waiting.RemoveAt(index);
            }
            else if (left > 1)
            {
                waiting[index] = (fault, left - 1);
            }

            return fault;
        }
    }
}
