namespace CostCompass.Truth.Accounts;

/// <summary>
/// In which amounts the owner of an account pays: mostly round ones, that last for some days but not for years. Some owners
/// mostly pay the amount they paid before; some choose anew each time.
/// </summary>
internal sealed class PaymentHabit
{
    private const double Loyalty = 0.7;
    private static readonly (int Amount, double Weight)[] Common =
    [
        (10, 20), (20, 20), (50, 20), (100, 20), (200, 5), (500, 5), (2, 3), (5, 6), (25, 4), (30, 4), (40, 4),
    ];

    private const double OddWeight = 6;
    private readonly Random _chance;
    private readonly double _perDay;
    private readonly bool _isLoyal;
    private readonly int _percent;
    private readonly int _cents;
    private int? _usual;

    public PaymentHabit(Random chance, double perDay, bool isLoyal)
    {
        _chance = chance;
        _perDay = perDay;
        _isLoyal = isLoyal;

        // Some pay a tax or a fee on top or have it taken off; some pay prices that end in 99 cents.
        (_percent, _cents) = chance.Next(20) switch
        {
            0 => (chance.Next(102, 126), 0),
            1 => (chance.Next(80, 99), 0),
            2 => (100, -1),
            _ => (100, 0),
        };
    }

    /// <summary>The next payment in cents.</summary>
    public int Next() => (Whole() * _percent) + _cents;

    private int Whole()
    {
        if (_isLoyal && _usual is { } usual && _chance.NextDouble() < Loyalty)
        {
            return usual;
        }

        int amount;
        do
        {
            amount = Draw();
        }
        while (amount < 1.5 * _perDay || amount > 120 * _perDay);

        _usual ??= amount;
        return amount;
    }

    private int Draw()
    {
        double at = _chance.NextDouble() * (Common.Sum(one => one.Weight) + OddWeight);
        foreach ((int amount, double weight) in Common)
        {
            at -= weight;
            if (at < 0)
            {
                return amount;
            }
        }

        return _chance.Next(3, 151);
    }
}
