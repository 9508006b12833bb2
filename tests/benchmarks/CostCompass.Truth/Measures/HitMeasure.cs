namespace CostCompass.Truth.Measures;

/// <summary>How often something is so.</summary>
internal sealed class HitMeasure
{
    public int Count { get; private set; }

    public int Hits { get; private set; }

    public double Share => (double)Hits / Count;

    public void Add(bool isHit)
    {
        Count++;
        Hits += isHit ? 1 : 0;
    }
}
