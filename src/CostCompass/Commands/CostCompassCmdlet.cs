using System.Management.Automation;
using CostCompass.Balances;
using CostCompass.Errors;
using CostCompass.Sessions;
using CostCompass.Storage;

namespace CostCompass.Commands;

/// <summary>What every command of the module has: the session, the store, and one way to fail.</summary>
public abstract class CostCompassCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private CostSession? _session;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>What this runspace remembers.</summary>
    private protected CostSession Session => _session ??= CostSession.Current;

    /// <summary>The store in force now.</summary>
    private protected ICostStore Store => Session.Store;

    /// <summary>The time by which readings are dated.</summary>
    private protected DateTimeOffset Now => Session.Clock.GetUtcNow();

    /// <summary>Ends what the command holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Ends what the command holds.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Dispose();
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Attempt(null, Process);

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Handles one record of the pipeline.</summary>
    private protected abstract void Process();

    /// <summary>Does something that may fail for one target; a failure is written and the pipeline goes on.</summary>
    /// <param name="target">The account's name, or what else it is done for.</param>
    /// <param name="action">What is to be done.</param>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            action();
        }
        catch (CostException failure)
        {
            WriteError(ErrorRecords.From(failure, target));
        }
        catch (WildcardPatternException)
        {
            WriteError(ErrorRecords.From(InvalidPattern(), target));
        }
        catch (ArgumentOutOfRangeException)
        {
            WriteError(ErrorRecords.From(BeyondCalendar(), target));
        }
        catch (OverflowException)
        {
            WriteError(ErrorRecords.From(Amount.BeyondReckoning(), target));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Waits for an instant, or until the pipeline is stopped. The clock of a demonstration or a test moves on at once.</summary>
    /// <param name="until">The instant.</param>
    private protected void WaitUntil(DateTimeOffset until)
    {
        if (StopToken.IsCancellationRequested)
        {
            // The clock of a demonstration never waits, and would not learn of it below.
            throw new PipelineStoppedException();
        }

        for (TimeSpan wait = until - Now; wait > TimeSpan.Zero; wait = until - Now)
        {
            if (SessionClock.IsSimulated)
            {
                Session.Clock.Advance(wait);
            }
            else if (StopToken.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds))))
            {
                // A wait handle drops parts of a millisecond, and would wake just before the instant.
                throw new PipelineStoppedException();
            }
        }
    }

    /// <summary>Writes a text file that is whole or not there, where the user lets it.</summary>
    /// <param name="path">The path, as it was given.</param>
    /// <param name="action">What is done, in the words of a question.</param>
    /// <param name="isNew">Whether a file of that name is left alone, and is a failure.</param>
    /// <param name="passThru">Whether the file is given.</param>
    /// <param name="write">What writes the text.</param>
    private protected void WriteWhole(string path, string action, bool isNew, bool passThru, Action<TextWriter> write) => Attempt(path, () =>
    {
        string file = GetUnresolvedProviderPathFromPSPath(path);
        if (!ShouldProcess(file, action))
        {
            return;
        }

        WholeFile.Write(file, isNew, write);
        if (passThru)
        {
            WriteObject(new FileInfo(file));
        }
    });

    /// <summary>Waits for somebody who watches: by the real time, also where the clock of a demonstration or a test stands.</summary>
    /// <param name="wait">How long, a day at most.</param>
    private protected void Pause(TimeSpan wait)
    {
        if (StopToken.WaitHandle.WaitOne(wait))
        {
            throw new PipelineStoppedException();
        }
    }

    private static CostException InvalidPattern() => new(
        "InvalidPattern",
        CostErrorKind.InvalidInput,
        "A name holds a wildcard pattern that is not complete, such as an opening bracket without its end.",
        "Complete the pattern, or put a backtick before the bracket.");

    // All other arguments are checked where they come in; instants meet the ends of the calendar only when they are reckoned with.
    private static CostException BeyondCalendar() => new(
        "InstantOutOfRange",
        CostErrorKind.InvalidInput,
        "An instant lies at the end of the calendar and cannot be reckoned with.",
        "Give instants between the years 2 and 9998.");
}
