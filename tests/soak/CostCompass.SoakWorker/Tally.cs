namespace CostCompass.SoakWorker;

/// <summary>Counts what several threads find, and keeps the first thing that was wrong.</summary>
internal sealed class Tally
{
    private readonly Lock _lock = new();
    private string? _first;

    public long Tried { get; private set; }

    public long Reported { get; private set; }

    private long Lost { get; set; }

    private long Wrong { get; set; }

    public void Try(long reported)
    {
        lock (_lock)
        {
            Tried++;
            Reported += reported;
        }
    }

    public void Lose(string what) => Add(what, 1, 0);

    public void Blame(string what) => Add(what, 0, 1);

    public void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            Blame(otherwise);
        }
    }

    public SoakResult Result(string what, string note) => new(
        what, Tried, Lost, Wrong, _first is null ? note : string.Create(CultureInfo.InvariantCulture, $"{note}; first: {_first}"));

    private void Add(string what, long lost, long wrong)
    {
        lock (_lock)
        {
            Lost += lost;
            Wrong += wrong;
            _first ??= what;
        }
    }
}
