using System.Management.Automation;

namespace CostCompass.Commands;

/// <summary>A command that reads calls from responses and logs: from the pipeline, from files and folders, or from all agents on this computer.</summary>
public abstract class MeteringCmdlet : CostCompassCmdlet
{
    private protected const string AgentSet = "Agent";
    private protected const string ObjectSet = "Object";
    private protected const string PathSet = "Path";
    private protected const string LiteralSet = "LiteralPath";

    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(1);

    private readonly List<FileInfo> _files = [];
    private bool _hasFailed;
    private LogReader? _reader;
    private UsageIntake? _intake;

    /// <summary>
    /// The agents whose logs on this computer are read, such as 'Claude Code'. Wildcards are allowed, and Tab completes names. The default is
    /// all agents that are found.
    /// </summary>
    [Parameter(ParameterSetName = AgentSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(AgentCompleter))]
    public string[] Agent { get; set; } = ["*"];

    /// <summary>
    /// Responses from Invoke-RestMethod, their usage, dictionaries with the same members, JSON or JSON Lines text, or files and folders from
    /// Get-ChildItem.
    /// </summary>
    [Parameter(ParameterSetName = ObjectSet, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyString]
    public object? InputObject { get; set; }

    /// <summary>The paths of logs and saved responses: files or folders, with wildcards. Folders are searched recursively.</summary>
    [Parameter(ParameterSetName = PathSet, Position = 0, Mandatory = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>The paths of the files or folders. No characters are interpreted as wildcards.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[]? LiteralPath { get; set; }

    /// <summary>The model of calls that don't name one, such as usage without a response.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The completion time of calls that don't contain one. The "created" field of a response is the time at which the call began.</summary>
    [Parameter]
    [InstantTransformation]
    public DateTimeOffset? At { get; set; }

    /// <summary>Reads the calls.</summary>
    private protected LogReader Reader => _reader ??= new LogReader(new MeterDefaults { Model = Model, At = At, AcceptsUnknownSplit = AcceptsUnknownSplit });

    /// <summary>Whether a prompt without a number of cache hits is accepted.</summary>
    private protected virtual bool AcceptsUnknownSplit => false;

    /// <summary>The folders of agents whose logs are read. Empty if a path or input was specified.</summary>
    private protected IReadOnlyList<LogSource> Sources { get; private set; } = [];

    /// <summary>The logs and files that were read, or null before that.</summary>
    private protected UsageFileReading? Reading { get; private set; }

    /// <summary>How far the logs of agents were read before, by path, or null if all files are read as a whole.</summary>
    private protected virtual IReadOnlyDictionary<string, LogPlace>? FindPlaces() => null;

    private protected override void Process()
    {
        ForEach(Path ?? LiteralPath ?? [], path => ForEach(Resolve(path), one => _files.AddRange(UsageFileReading.Find(one))));

        if (ParameterSetName == AgentSet && !MyInvocation.ExpectingInput)
        {
            Attempt(null, FindAgents);
            return;
        }

        object? input = InputObject is PSObject { BaseObject: FileSystemInfo item } ? item : InputObject;
        if (input is FileSystemInfo file)
        {
            Attempt(file.FullName, () => _files.AddRange(UsageFileReading.Find(file.FullName)));
        }
        else if (input is not null)
        {
            _intake ??= new UsageIntake(Reader, (name, failure) => WriteError(ErrorRecords.From(failure, name)));
            _intake.Take(input);
            OnRead();
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Attempt(null, () =>
    {
        _intake?.Finish();
        List<FileInfo> files = [.. _files.DistinctBy(file => file.FullName).OrderBy(file => file.FullName, StringComparer.Ordinal)];
        if (files.Count > 0)
        {
            int before = Reader.Calls.Count;
            ReadFiles(files);
            if (Reader.Calls.Count == before && !_hasFailed && Reading?.Skipped == 0)
            {
                WriteWarning(files.Count == 1
                    ? $"'{files[0].FullName}' contains no calls. Specify the log of an agent or a saved response."
                    : string.Create(CultureInfo.CurrentCulture, $"None of {files.Count:N0} files contains a call, for example '{files[0].FullName}'. Specify logs of agents or saved responses."));
            }
        }

        Finish();
    });

    /// <summary>Called on the pipeline's thread each time something was read.</summary>
    private protected virtual void OnRead()
    {
    }

    /// <summary>Called when everything was read.</summary>
    private protected abstract void Finish();

    private void FindAgents()
    {
        IReadOnlyList<LogSource> sources = AgentLogs.Find(Wildcard.All(Agent)!, AgentEnvironment.Current);
        foreach (LogSource source in sources)
        {
            WriteVerbose(string.Create(CultureInfo.CurrentCulture, $"{source.Agent}: {source.Files.Count:N0} logs in '{source.Path}'."));
        }

        Sources = sources;
        _files.AddRange(sources.SelectMany(source => source.Files));
        if (_files.Count == 0)
        {
            WriteWarning("No agent logs were found on this computer. To read logs in another folder, specify the folder with -Path.");
        }
    }

    private IReadOnlyList<string> Resolve(string path)
    {
        try
        {
            return ResolvePaths(path, hasWildcards: ParameterSetName == PathSet);
        }
        catch (ItemNotFoundException)
        {
            return ResolvePaths(path, hasWildcards: false);
        }
    }

    private void ReadFiles(List<FileInfo> files)
    {
        long total = files.Sum(file => file.Exists ? file.Length : 0);
        long began = Environment.TickCount64;
        ProgressRecord? progress = null;
        IReadOnlyDictionary<string, LogPlace>? places = Sources.Count > 0 ? FindPlaces() : null;
        CloseStore();
        Reading = new UsageFileReading(Reader)
        {
            Before = places,
            Now = Now,
            Report = fault => Fail(UsageMessages.FailureOf(fault), fault.Source),
            Fail = (path, failure) => Fail(failure, path),
            Advance = bytes =>
            {
                OnRead();
                if (Environment.TickCount64 - began > QuietTime.TotalMilliseconds)
                {
                    progress ??= new ProgressRecord(1, "Reading calls", "...");
                    progress.StatusDescription = string.Create(
                        CultureInfo.CurrentCulture, $"{bytes / 1e6:N0} of {total / 1e6:N0} MB in {files.Count:N0} files");
                    progress.PercentComplete = total > 0 ? (int)Math.Min(100, 100 * bytes / total) : 100;
                    WriteProgress(progress);
                }
            },
        };
        Reading.Read(files, _intake?.Count + 1 ?? 0, StopToken);
        if (progress is not null)
        {
            progress.RecordType = ProgressRecordType.Completed;
            WriteProgress(progress);
        }
    }

    private void Fail(CostException failure, string source)
    {
        _hasFailed = true;
        WriteError(ErrorRecords.From(failure, source));
    }
}
