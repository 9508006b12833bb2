using System.Diagnostics;
using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>The base class of all commands: the session, the store, and error handling.</summary>
public abstract class CostCompassCmdlet : PSCmdlet, IDisposable
{
    // The amount that is read at a time: few enough rows to keep in memory, and too little time to delay anyone.
    private const int PartRows = 1000;
    private static readonly TimeSpan _partTime = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource _stopping = new();
    private CostSession? _session;
    private bool _isYesToAll;
    private bool _isNoToAll;
    private IDisposable? _held;

    /// <summary>Cancelled when the user stops the pipeline.</summary>
    private protected CancellationToken StopToken => _stopping.Token;

    /// <summary>The session of this runspace.</summary>
    private protected CostSession Session => _session ??= RunspaceSession.Current;

    /// <summary>The keys of accounts, from the vault, the environment and SecretManagement.</summary>
    private protected AccountKeys Keys => new(Session, account => SecretManagement.Read(InvokeCommand, account));

    /// <summary>
    /// The current store. It stays open from its first use until the record is processed, an object is written, or the command waits: the
    /// next command in the pipeline may do anything with it, and someone may replace it with a backup.
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

    /// <summary>What is written of calls without a price and of retired models.</summary>
    private protected UsageMessages Messages => new(WriteWarning, (model, failure) => WriteError(ErrorRecords.From(failure, model)));

    /// <summary>The clock that dates readings.</summary>
    private protected DateTimeOffset Now => Session.Clock.GetUtcNow();

    /// <summary>Releases what the command holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the command holds.</summary>
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
                MonthErrors.SpanEmptySwapped(after, before),
                null));
        }
    }

    /// <summary>The span that the command asks for.</summary>
    /// <param name="spans">The usual spans.</param>
    /// <param name="after">The specified start, or null.</param>
    /// <param name="before">The specified end, or null.</param>
    /// <param name="calendar">The calendar of the time zone.</param>
    /// <param name="now">The current time.</param>
    private protected (DateTimeOffset? After, DateTimeOffset? Before) ChooseSpan(
        SpanParameters spans, DateTimeOffset? after, DateTimeOffset? before, ZoneCalendar calendar, DateTimeOffset now)
    {
        try
        {
            return spans.Choose(after, before, MyInvocation.BoundParameters.ContainsKey("MonthToDate"), calendar, now);
        }
        catch (CostException failure)
        {
            ThrowTerminatingError(ErrorRecords.From(failure, null));
            throw;
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

    /// <summary>Processes one record of the pipeline.</summary>
    private protected abstract void Process();

    /// <summary>Runs an action that may fail for one target. A failure is written as an error, and the pipeline continues.</summary>
    /// <param name="target">The account's name, or another target.</param>
    /// <param name="action">The action.</param>
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
            WriteError(ErrorRecords.From(GeneralErrors.InvalidPattern(), target));
        }
        catch (OverflowException)
        {
            WriteError(ErrorRecords.From(BalanceErrors.AmountOutOfRangeResult(), target));
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

            // It is the error of this target, and the others continue.
            WriteError(fault);
        }
    }

    /// <summary>Runs an action for each name. A failure is written as an error of that name, and the others continue.</summary>
    /// <param name="names">The names, or wildcard patterns.</param>
    /// <param name="action">The action.</param>
    private protected void ForEach(IEnumerable<string> names, Action<string> action)
    {
        foreach (string name in names)
        {
            Attempt(name, () => action(name));
        }
    }

    /// <summary>Removes what is found by each name, if the user confirms.</summary>
    /// <typeparam name="T">The type of what is removed.</typeparam>
    /// <param name="names">The names, or wildcard patterns.</param>
    /// <param name="find">Finds what a name matches.</param>
    /// <param name="describe">Describes the target for ShouldProcess.</param>
    /// <param name="action">The action, for ShouldProcess.</param>
    /// <param name="remove">Removes the target.</param>
    private protected void RemoveEach<T>(
        IEnumerable<string> names, Func<string, IEnumerable<T>> find, Func<T, string> describe, string action, Action<T> remove) => ForEach(names, name =>
    {
        foreach (T found in find(name).Where(one => ShouldProcess(describe(one), action)))
        {
            remove(found);
        }
    });

    /// <summary>The full paths of files and folders.</summary>
    /// <param name="path">The path as specified.</param>
    /// <param name="hasWildcards">Whether the path can contain wildcards.</param>
    /// <exception cref="ItemNotFoundException">A path with wildcards doesn't exist.</exception>
    private protected IReadOnlyList<string> ResolvePaths(string path, bool hasWildcards) => hasWildcards
        ? GetResolvedProviderPathFromPSPath(path, out _)
        : [GetUnresolvedProviderPathFromPSPath(path)];

    /// <summary>
    /// Writes what is read from the store, in batches. The store is open while a batch is read and closed while it is written, because the next
    /// command in the pipeline may do anything with it. Everything that was read before a failure is also written.
    /// </summary>
    /// <param name="rows">The objects, and warnings as a <see cref="ReadWarning"/>.</param>
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
            if (row is ReadWarning warning)
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

    /// <summary>Waits until a time, or until the pipeline is stopped. The clock of a demo or a test advances immediately.</summary>
    /// <param name="until">The time.</param>
    private protected void WaitUntil(DateTimeOffset until)
    {
        if (StopToken.IsCancellationRequested)
        {
            // The clock of a demo never waits, so the check below wouldn't notice that the pipeline was stopped.
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
                // A wait handle ignores fractions of a millisecond and would wake just before the time.
                throw new PipelineStoppedException();
            }
        }
    }

    /// <summary>Prompts the user. An empty answer means no.</summary>
    /// <param name="question">The question.</param>
    /// <param name="unasked">The error if the session isn't interactive.</param>
    private protected bool IsAgreed(string question, CostException unasked)
    {
        CloseStore();
        try
        {
            return ShouldContinue(question, MyInvocation.MyCommand.Name, hasSecurityImpact: true, ref _isYesToAll, ref _isNoToAll);
        }
        catch (Exception exception) when (exception is PSInvalidOperationException or NullReferenceException)
        {
            // The console host throws the second one if its input has ended.
            throw unasked;
        }
    }

    /// <summary>Writes a text file completely or not at all, if the user confirms.</summary>
    /// <param name="path">The path as specified.</param>
    /// <param name="action">The action, for ShouldProcess.</param>
    /// <param name="isNew">Whether an existing file is kept and causes an error.</param>
    /// <param name="passThru">Whether to return the file.</param>
    /// <param name="write">Writes the text.</param>
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

    /// <summary>Waits in real time for someone who watches the screen, even if the clock of a demo or a test is stopped.</summary>
    /// <param name="wait">The duration, at most a day.</param>
    private protected void Pause(TimeSpan wait)
    {
        if (StopToken.WaitHandle.WaitOne(wait))
        {
            throw new PipelineStoppedException();
        }
    }

    private DateTimeOffset? Bound(string parameter) =>
        MyInvocation.BoundParameters.GetValueOrDefault(parameter) is { } value && LanguagePrimitives.TryConvertTo(value, out DateTimeOffset instant) ? instant : null;
}
