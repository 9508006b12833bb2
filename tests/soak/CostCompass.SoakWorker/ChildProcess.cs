using System.Diagnostics;

namespace CostCompass.SoakWorker;

/// <summary>This program as a process of its own, with the lines that it has reported so far.</summary>
internal sealed class ChildProcess : IDisposable
{
    /// <summary>What stands before its number in the first line that a worker reports.</summary>
    private const char NumberMark = '#';

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task<string> _errors;
    private readonly Task _reading;
    private int? _number;

    private ChildProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (line.StartsWith(NumberMark) && int.TryParse(line.AsSpan(1), CultureInfo.InvariantCulture, out int number))
                {
                    _number = number;
                    continue;
                }

                lock (_lines)
                {
                    _lines.Add(line);
                }
            }
        });
    }

    /// <summary>Starts one.</summary>
    public static ChildProcess Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        }

        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredCompilation"] = "1";
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Reports the number of this process to the one that has started it.</summary>
    public static void ReportNumber() => Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{NumberMark}{Environment.ProcessId}"));

    /// <summary>Whether it has ended by itself.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Waits for the moment to kill it: one time in five while it starts, otherwise some time after it has written first.</summary>
    public void LiveUntil(Random random)
    {
        if (random.Next(5) > 0)
        {
            SpinWait.SpinUntil(
                () =>
                {
                    Thread.Sleep(5);
                    lock (_lines)
                    {
                        return _lines.Count > 0 || _process.HasExited;
                    }
                },
                TimeSpan.FromSeconds(20));
        }

        Thread.Sleep(TimeSpan.FromMilliseconds(random.NextDouble() * 250));
    }

    /// <summary>Kills it (SIGKILL off Windows) and gives every whole line that it has reported. Fails when what reported them is another process.</summary>
    public (IReadOnlyList<string> Lines, string Errors) Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        (IReadOnlyList<string> Lines, string Errors) end = Wait();
        return _number is null || _number == _process.Id
            ? end
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Process {_process.Id} was killed, and process {_number} wrote."));
    }

    /// <summary>Waits for its end, which is also that of its output: nobody is left who could write.</summary>
    public (IReadOnlyList<string> Lines, string Errors) Wait()
    {
        _process.WaitForExit();
        _reading.Wait();
        return (_lines, _errors.Result);
    }

    public void Dispose() => _process.Dispose();
}
