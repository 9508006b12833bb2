<#
.SYNOPSIS
    Fuzzes all readers of external responses and files with AFL++, guided by coverage.
.DESCRIPTION
    Requires afl-fuzz (the Debian package afl++) and the .NET tool SharpFuzz.CommandLine, which instruments copies of the assemblies. The
    initial inputs are the valid responses and files of the soak, and the inputs in tests/soak/Corpus.zip. An input that results in anything
    except a documented error, or in a figure that it doesn't contain, is a crash. Crashes are saved in the folder of -DestinationPath.
.PARAMETER Subject
    The subjects. Wildcards are allowed. The default is all subjects.
.PARAMETER Seconds
    The duration for each subject.
.PARAMETER DestinationPath
    The folder for inputs and findings. A run continues with the findings of the previous one.
.PARAMETER Keep
    Replaces the inputs of the subjects in tests/soak/Corpus.zip with those that reached new code, in this run or before. Each test run
    reads them.
.PARAMETER Instrument
    The path of the program sharpfuzz.
.OUTPUTS
    An object per subject: the number of inputs, reached edges, saved inputs, crashes and hangs.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [SupportsWildcards()]
    [string[]] $Subject = '*',

    [ValidateRange(1, 86400)]
    [int] $Seconds = 60,

    [string] $DestinationPath = (Join-Path (Split-Path $PSScriptRoot) 'output' 'fuzz'),

    [switch] $Keep,

    [string] $Instrument = 'sharpfuzz',

    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
foreach ($program in 'afl-fuzz', $Instrument) {
    if (-not (Get-Command $program -ErrorAction Ignore)) { throw "'$program' isn't installed. Install afl++ and the .NET tool SharpFuzz.CommandLine." }
}

$project = Join-Path (Split-Path $PSScriptRoot) 'tests' 'soak' 'CostCompass.SoakWorker'
dotnet build $project --configuration $Configuration --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) { throw "'$project' could not be compiled." }

$null = New-Item $DestinationPath -ItemType Directory -Force
$program = Join-Path $DestinationPath 'program'
Remove-Item $program -Recurse -Force -ErrorAction Ignore
Copy-Item (Join-Path $project 'bin' $Configuration 'net10.0') $program -Recurse
foreach ($assembly in 'CostCompass.Core.dll', 'CostCompass.Providers.dll', 'CostCompass.Storage.dll') {
    & $Instrument (Join-Path $program $assembly)
    if ($LASTEXITCODE -ne 0) { throw "'$assembly' could not be instrumented." }
}

# The folder of a subject in the archive has the name of its folder here.
function Expand-Corpus {
    param([string] $Name, [string] $Path)
    $kept = [IO.Compression.ZipFile]::OpenRead($corpus)
    try {
        foreach ($entry in $kept.Entries | Where-Object FullName -Like "$Name/*") {
            [IO.Compression.ZipFileExtensions]::ExtractToFile($entry, (Join-Path $Path "kept$($entry.Name)"), $true)
        }
    }
    finally { $kept.Dispose() }
}

# The archive is the same for the same inputs: in order, and with one time.
function Save-Corpus {
    param([string] $Name, [string[]] $Path)
    $kept = [IO.Compression.ZipFile]::Open($corpus, 'Update')
    try {
        foreach ($entry in @($kept.Entries | Where-Object FullName -Like "$Name/*")) { $entry.Delete() }
        $number = 0
        foreach ($one in $Path | Sort-Object { (Get-FileHash $_).Hash }) {
            $entry = [IO.Compression.ZipFileExtensions]::CreateEntryFromFile($kept, $one, ('{0}/{1:d3}' -f $Name, $number++), 'SmallestSize')
            $entry.LastWriteTime = [datetimeoffset]'2026-01-01T00:00:00Z'
        }
    }
    finally { $kept.Dispose() }
}

$corpus = Join-Path (Split-Path $PSScriptRoot) 'tests' 'soak' 'Corpus.zip'
$plain = Join-Path $project 'bin' $Configuration 'net10.0' 'CostCompass.SoakWorker.dll'
$worker = Join-Path $program 'CostCompass.SoakWorker.dll'
$env:AFL_SKIP_BIN_CHECK = $env:AFL_SKIP_CPUFREQ = $env:AFL_NO_UI = $env:AFL_NO_AFFINITY = $env:AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES = '1'
foreach ($name in dotnet $plain fuzz-subjects) {
    if (-not ($Subject | Where-Object { $name -like $_ })) { continue }

    $folder = Join-Path $DestinationPath ($name -replace '\W', '-')
    $seeds = Join-Path $folder 'seeds'
    $found = Join-Path $folder 'found'
    $null = New-Item $seeds -ItemType Directory -Force
    dotnet $plain fuzz-seeds $name $seeds
    Expand-Corpus (Split-Path $folder -Leaf) $seeds
    $from = (Test-Path (Join-Path $found 'default')) ? '-' : $seeds
    afl-fuzz -i $from -o $found -t 20000 -m none -V $Seconds dotnet $worker fuzz $name | ForEach-Object { Write-Verbose $_ }
    if ($Keep) {
        Save-Corpus (Split-Path $folder -Leaf) @(Get-ChildItem (Join-Path $found 'default' 'queue') -File | Where-Object Name -Match '[+]cov|orig:kept' | ForEach-Object FullName)
    }

    $stats = @{}
    Get-Content (Join-Path $found 'default' 'fuzzer_stats') | ForEach-Object {
        $key, $value = $_ -split '\s*:\s*', 2
        $stats[$key] = $value
    }

    [pscustomobject]@{
        Subject = $name
        Tried   = [long] $stats.execs_done
        Edges   = [long] $stats.edges_found
        Inputs  = [long] $stats.corpus_count
        Crashes = [long] $stats.saved_crashes
        Hangs   = [long] $stats.saved_hangs
    }
}
