using System.Diagnostics;
using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>What every command of the module has: the session, the store, and one way to fail.</summary>
public abstract class CostCompassCmdlet : PSCmdlet, IDisposable
{
    // So much is read at a time: few enough rows to keep in memory, and too little time to hold anybody up.
    private const int PartRows = 1000;
    private static readonly TimeSpan _partTime = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private CostSession? _session;
    private bool _isYesToAll;
    private bool _isNoToAll;
    private IDisposable? _held;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>What this runspace remembers.</summary>
    private protected CostSession Session => _session ??= RunspaceSession.Current;

    /// <summary>The keys of accounts, from the vault, the environment and SecretManagement.</summary>
    private protected AccountKeys Keys => new(Session, account => SecretManagement.Read(InvokeCommand, account));

    /// <summary>
    /// The store in force now. From its first use it is kept open, until the record is done, something is handed on, or something is waited for: what comes
    /// next in the pipeline may do anything with it, and somebody may put a backup in its place.
    /// </summary>
    private protected SqlCostStore Store
    {
        get
        {
            SqlCostStore store = Session.Store;
            if (_held is null)
            {
                WriteVerbose($"Opening the store '{store.ShownName}'.");
                _held = store.Hold();
            }

            return store;
        }
    }

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
            CloseStore();
            _stopping.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Bound("After") is { } after && Bound("Before") is { } before && after > before)
        {
            ThrowTerminatingError(ErrorRecords.From(
                new CostException(
                    "SpanEmpty",
                    CostErrorKind.InvalidInput,
                    $"-After ({after:u}) must be earlier than -Before ({before:u}).",
                    "Swap the two values."),
                null));
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            Attempt(null, Process);
        }
        finally
        {
            CloseStore();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <summary>Closes the store until it is used again.</summary>
    private protected void CloseStore()
    {
        _held?.Dispose();
        _held = null;
    }

    /// <inheritdoc cref="Cmdlet.WriteObject(object)"/>
    private protected new void WriteObject(object? sendToPipeline)
    {
        CloseStore();
        base.WriteObject(sendToPipeline);
    }

    /// <inheritdoc cref="Cmdlet.WriteObject(object, bool)"/>
    private protected new void WriteObject(object? sendToPipeline, bool enumerateCollection)
    {
        CloseStore();
        base.WriteObject(sendToPipeline, enumerateCollection);
    }

    /// <inheritdoc cref="Cmdlet.ShouldProcess(string, string)"/>
    private protected new bool ShouldProcess(string target, string action)
    {
        CloseStore();
        return base.ShouldProcess(target, action);
    }

    /// <summary>Handles one record of the pipeline.</summary>
    private protected abstract void Process();

    /// <summary>Does something that may fail for one target; a failure is written and the pipeline goes on.</summary>
    /// <param name="target">The account's name, or what else it is done for.</param>
    /// <param name="action">What is to be done.</param>
    private protected void Attempt(object? target, Action action)
    {
        try
        {
            try
            {
                action();
            }
            finally
            {
                foreach (string request in Session.TakeTrace())
                {
                    WriteVerbose(request);
                }
            }
        }
        catch (CostException failure)
        {
            WriteError(ErrorRecords.From(failure, target));
        }
        catch (WildcardPatternException)
        {
            WriteError(ErrorRecords.From(InvalidPattern(), target));
        }
        catch (OverflowException)
        {
            WriteError(ErrorRecords.From(Amount.BeyondReckoning(), target));
        }
        catch (OperationCanceledException) when (StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception exception) when (exception is not IContainsErrorRecord && UnexpectedError.IsFault(exception))
        {
            ErrorRecord fault = ErrorRecords.From(UnexpectedError.Of(exception), target);
            if (target is null)
            {
                ThrowTerminatingError(fault);
            }

            // It is the error of this target, and the others go on.
            WriteError(fault);
        }
    }

    /// <summary>
    /// Hands on what is read from the store, in parts: while a part is read the store is kept open, and while it is handed on it is not, since
    /// what comes next in the pipeline may do anything with it. What was read before a failure is handed on too.
    /// </summary>
    /// <param name="rows">What is read: objects, and warnings as a <see cref="WarningRecord"/>.</param>
    private protected void WriteRead(IEnumerable<object> rows)
    {
        using IEnumerator<object> reading = rows.GetEnumerator();
        var part = new List<object>();
        while (ReadPart(reading, part))
        {
            WritePart(part);
        }

        WritePart(part);
    }

    private bool ReadPart(IEnumerator<object> reading, List<object> part)
    {
        try
        {
            _ = Store;
            long started = Stopwatch.GetTimestamp();
            while (part.Count < PartRows && Stopwatch.GetElapsedTime(started) < _partTime)
            {
                if (!reading.MoveNext())
                {
                    return false;
                }

                part.Add(reading.Current);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            WritePart(part);
            throw;
        }
    }

    private void WritePart(List<object> part)
    {
        foreach (object row in part)
        {
            if (row is WarningRecord warning)
            {
                WriteWarning(warning.Message);
            }
            else
            {
                WriteObject(row);
            }
        }

        part.Clear();
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

        CloseStore();
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

    /// <summary>Asks whoever is there. Who answers nothing says no.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="unasked">The failure when nobody is there to be asked.</param>
    private protected bool IsAgreed(string question, CostException unasked)
    {
        CloseStore();
        try
        {
            return ShouldContinue(question, MyInvocation.MyCommand.Name, hasSecurityImpact: true, ref _isYesToAll, ref _isNoToAll);
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or NullReferenceException)
        {
            // The console host throws the second one where its input has ended.
            throw unasked;
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

        AtomicFile.Write(file, isNew, write);
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

    private DateTimeOffset? Bound(string parameter) =>
        MyInvocation.BoundParameters.GetValueOrDefault(parameter) is { } value && LanguagePrimitives.TryConvertTo(value, out DateTimeOffset instant) ? instant : null;

    private static CostException InvalidPattern() => new(
        "InvalidPattern",
        CostErrorKind.InvalidInput,
        "The wildcard pattern isn't valid, for example because a closing bracket is missing.",
        "Correct the pattern, or escape the bracket with a backtick.");
}
