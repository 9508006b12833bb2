namespace CostCompass.Core.Tests.Pricing;

internal static class Instants
{
    public static DateTimeOffset Of(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static DateTimeOffset OneTickBefore(string text) => Of(text).AddTicks(-1);
}
