#requires -Version 7.4

<#
.SYNOPSIS
    Measures how long Measure-DeepSeekCost takes for session logs, side by side with ccusage.
.DESCRIPTION
    Writes made-up session logs of one month to a temporary folder, and lets both read them in turn, each in a fresh process: wall
    time with the start of the process, processor time, and peak memory. Prints the medians with their ratio, and both totals. Then
    measures the other sizes with Measure-DeepSeekCost alone, to see whether it grows in proportion. Build the module first:
    ./build.ps1. ccusage is not part of this repository; without it only the other half is measured.
.PARAMETER Ccusage
    The program ccusage: what "npm install ccusage" puts there.
.PARAMETER Megabytes
    The size that both read.
.PARAMETER Others
    The sizes, in megabytes, that are read for the growth.
.PARAMETER Runs
    How often each is run.
.PARAMETER Model
    The models of the calls, separated by commas.
.PARAMETER Month
    The month of the calls, as yyyy-MM.
.EXAMPLE
    tests/benchmarks/Measure-Metering.ps1 -Ccusage ~/try/node_modules/.bin/ccusage
#>
[CmdletBinding()]
param(
    [string] $Ccusage,

    [ValidateRange(1, 100000)]
    [int] $Megabytes = 1000,

    [int[]] $Others = @(100, 4000),

    [ValidateRange(1, 99)]
    [int] $Runs = 5,

    [string] $Model = 'deepseek-v4-pro',

    [ValidatePattern('^\d{4}-\d{2}$')]
    [string] $Month = '2026-11'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'output' 'CostCompass'
$project = Join-Path $PSScriptRoot 'CostCompass.SessionLogs'
$folder = Join-Path ([IO.Path]::GetTempPath()) "costcompass-metering-$([guid]::NewGuid().ToString('n'))"
Import-Module (Join-Path $root 'tools' 'PowerShell.psm1')
$pwsh = Get-PowerShellPath
$hasTime = $IsLinux -and (Test-Path /usr/bin/time)

dotnet build $project --configuration Release --nologo --verbosity quiet
if ($LASTEXITCODE -ne 0) { throw 'The generator could not be compiled.' }

$generator = 'run', '--no-build', '--configuration', 'Release', '--project', $project, '--', '--month', $Month, '--model', $Model

function Invoke-Generator([string] $Path, [int] $Size) {
    dotnet @generator --folder $Path --megabytes $Size | Out-Default
}

# Runs a program to its end. GNU time tells the peak memory; elsewhere it stays unknown.
function Measure-Program([string] $Program, [string[]] $Arguments) {
    $report = Join-Path $folder 'time.txt'
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $output = if ($hasTime) { & /usr/bin/time -f '%M %U %S' -o $report $Program @Arguments } else { & $Program @Arguments }
    $watch.Stop()
    $memory, $user, $system = $hasTime ? ((Get-Content $report -Tail 1) -split ' ') : (0, 0, 0)
    [pscustomobject]@{
        Seconds = $watch.Elapsed.TotalSeconds
        Processor = [double]$user + [double]$system
        Megabytes = [double]$memory / 1024
        Output = $output -join "`n"
    }
}

function Measure-Own([string] $Path) {
    $command = "Import-Module '$module'; (Measure-DeepSeekCost '$Path' -GroupBy Month -TimeZone UTC).Cost.ToString([cultureinfo]::InvariantCulture)"
    Measure-Program $pwsh @('-NoProfile', '-NonInteractive', '-Command', $command)
}

function Measure-Other([string] $Path) {
    $env:CLAUDE_CONFIG_DIR = $Path
    Measure-Program $Ccusage @('claude', 'monthly', '--json', '--offline', '--timezone', 'UTC')
}

function Get-Median([double[]] $Value) {
    $sorted = $Value | Sort-Object
    @($sorted)[[math]::Floor(@($sorted).Count / 2)]
}

function Format-Run([string] $Name, [object[]] $Run, [string] $Total) {
    [pscustomobject]@{
        Program = $Name
        Seconds = '{0:0.00}' -f (Get-Median $Run.Seconds)
        Fastest = '{0:0.00}' -f ($Run.Seconds | Measure-Object -Minimum).Minimum
        Processor = '{0:0.00}' -f (Get-Median $Run.Processor)
        PeakMB = '{0:0}' -f ($Run.Megabytes | Measure-Object -Maximum).Maximum
        Total = $Total
    }
}

$null = New-Item $folder -ItemType Directory
try {
    $logs = Join-Path $folder 'logs'
    Invoke-Generator -Path $logs -Size $Megabytes
    $own = @()
    $other = @()

    # One before the others, so that the files are in memory for all.
    $null = Measure-Own $logs
    for ($run = 0; $run -lt $Runs; $run++) {
        $own += Measure-Own $logs
        if ($Ccusage) { $other += Measure-Other $logs }
    }

    $results = @(Format-Run -Name 'Measure-DeepSeekCost' -Run $own -Total $own[0].Output)
    if ($Ccusage) {
        $total = ($other[0].Output | ConvertFrom-Json).totals.totalCost
        $results += Format-Run -Name 'ccusage' -Run $other -Total $total.ToString([cultureinfo]::InvariantCulture)
        'ratio of wall times: {0:0.00}; of processor times: {1:0.00}; difference of the totals: {2:e1}' -f (
            (Get-Median $own.Seconds) / (Get-Median $other.Seconds)),
        ((Get-Median $own.Processor) / (Get-Median $other.Processor)),
        ([double]$own[0].Output - $total)
    }
    $results | Format-Table | Out-String -Width 120

    Remove-Item $logs -Recurse
    foreach ($size in $Others) {
        Invoke-Generator -Path $logs -Size $size
        $null = Measure-Own $logs
        $growth = 1..3 | ForEach-Object { Measure-Own $logs }
        Format-Run -Name "$size MB" -Run $growth -Total $growth[0].Output
        Remove-Item $logs -Recurse
    }
}
finally {
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
