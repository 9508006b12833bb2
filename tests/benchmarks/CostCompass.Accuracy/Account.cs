using CostCompass.Forecasting;

namespace CostCompass.Accuracy;

/// <summary>The true daily spend of one simulated account, from its first day on.</summary>
/// <param name="First">The first day.</param>
/// <param name="Spend">What is spent on each day.</param>
/// <param name="Size">The scale that the account was drawn with. Errors are counted in it, since no other unit is free of the outcomes.</param>
internal sealed record Account(DateOnly First, double[] Spend, double Size)
{
    public IReadOnlyList<ObservedDay> Days { get; } =
        [.. Spend.Select((amount, index) => new ObservedDay(First.AddDays(index), (decimal)amount, 1m))];

    public DateOnly Date(int index) => First.AddDays(index);

    public double Total(DateOnly from, DateOnly to)
    {
        double sum = 0d;
        for (int index = from.DayNumber - First.DayNumber; index < to.DayNumber - First.DayNumber; index++)
        {
            sum += Spend[index];
        }

        return sum;
    }
}
