namespace CostCompass.Accuracy;

/// <summary>Draws from the distributions that spend is made of, reproducible on every machine.</summary>
internal sealed class RandomDraws(int seed)
{
    // Neighbouring seeds must not begin at neighbouring states: their streams would be one stream, shifted.
    private ulong _state = Scramble((uint)seed ^ 0x5DEECE66DUL);

    public double Uniform()
    {
        // SplitMix64.
        _state += 0x9E3779B97F4A7C15UL;
        return ((Scramble(_state) >> 11) + 0.5) / (1UL << 53);
    }

    public double Between(double low, double high) => low + ((high - low) * Uniform());

    public int Below(int bound) => (int)(Uniform() * bound);

    public double Normal() => Math.Sqrt(-2d * Math.Log(Uniform())) * Math.Cos(2d * Math.PI * Uniform());

    /// <summary>A positive factor with the mean 1 and a given coefficient of variation.</summary>
    public double Noise(double variation)
    {
        double sigma = Math.Sqrt(Math.Log(1d + (variation * variation)));
        return Math.Exp((sigma * Normal()) - (sigma * sigma / 2d));
    }

    private static ulong Scramble(ulong value)
    {
        ulong mixed = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
