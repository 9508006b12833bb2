using System.Text.Json;

namespace CostCompass.Simulator;

internal static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        try
        {
            await RunAsync(SimulatorArguments.Parse(arguments));
            return 0;
        }
        catch (FormatException failure)
        {
            await Console.Error.WriteLineAsync(failure.Message + Environment.NewLine + SimulatorArguments.Usage);
            return 2;
        }
        catch (IOException failure)
        {
            // The port is taken.
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
    }

    private static async Task RunAsync(SimulatorArguments parsed)
    {
        await using var simulator = await SimulatedDeepSeek.StartAsync(parsed.Options);
        Console.WriteLine(JsonSerializer.Serialize(new { baseUri = simulator.BaseUri.GetLeftPart(UriPartial.Authority) }));
        if (parsed.UntilStandardInputCloses)
        {
            _ = StopWhenStandardInputClosesAsync(simulator);
        }

        await simulator.WaitForStopAsync();
    }

    private static Task StopWhenStandardInputClosesAsync(SimulatedDeepSeek simulator) => Task.Run(() =>
    {
        while (Console.In.ReadLine() is not null)
        {
        }

        simulator.Stop();
    });
}
