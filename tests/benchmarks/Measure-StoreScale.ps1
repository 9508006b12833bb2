#requires -Version 7.4

<#
.SYNOPSIS
    Measures whether a forecast and the month to date grow with a history that is older than they need.
.DESCRIPTION
    Fills throwaway stores with so many snapshots of one account. The newest ten thousand lie an hour apart, a little more than
    the 401 days that a forecast reads; everything older lies 30 seconds apart. Then times the two commands in a warm session and
    prints medians, with the ratio to the smallest store. Build the module first: ./build.ps1
.PARAMETER Count
    The sizes of the stores.
.PARAMETER Server
    Keep the snapshots on a server of PostgreSQL, which is started in a throwaway folder, and not in files.
.PARAMETER Runs
    How often each command is timed.
.EXAMPLE
    tests/benchmarks/Measure-StoreScale.ps1 -Count 10000, 1000000
#>
[CmdletBinding()]
param(
    [ValidateRange(10000, 100000000)]
    [int[]] $Count = @(10000, 100000, 1000000, 10000000),

    [switch] $Server,

    [ValidateRange(3, 99)]
    [int] $Runs = 9
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'output' 'CostCompass')

$recent = 10000
$perFile = 1000000
$now = [datetimeoffset]::new(2026, 11, 22, 12, 0, 0, [timespan]::Zero)
$folder = Join-Path ([IO.Path]::GetTempPath()) "costcompass-scale-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $folder -ItemType Directory

# One cent is spent in every step, so that no two snapshots are equal; the account is topped up whenever it is empty.
function Write-History([string] $Path, [int] $From, [int] $To, [int] $Total) {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('account,currency,first_seen,total')
    for ($index = $From; $index -lt $To; $index++) {
        $age = $Total - 1 - $index
        $at = if ($age -lt $recent) { $now.AddHours(-$age) } else { $now.AddHours(1 - $recent).AddSeconds(-30 * ($age - $recent + 1)) }
        $balance = (100000 - ($index % 100000)) / 100
        $writer.WriteLine([string]::Format([cultureinfo]::InvariantCulture, 'scale,USD,{0:yyyy-MM-ddTHH:mm:ss}Z,{1}', $at.UtcDateTime, $balance))
    }

    $writer.Dispose()
}

function Measure-Median([scriptblock] $Command, [int] $Runs) {
    $null = & $Command
    $times = foreach ($run in 1..$Runs) {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $null = & $Command
        $watch.Elapsed.TotalMilliseconds
    }

    ($times | Sort-Object)[[math]::Floor($Runs / 2)]
}

function ConvertTo-Secret([string] $Text) {
    $secret = [securestring]::new()
    foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
    , $secret
}

$first = $null
$running = $null
if ($Server) {
    Import-Module (Join-Path $root 'tests' 'module' 'Support' 'TestServer.psm1')
    $running = Start-TestServer
    if (-not $running) { throw 'The programs of PostgreSQL (initdb, postgres) are not there.' }
}

try {
    foreach ($size in $Count) {
        $env:COSTCOMPASS_HOME = Join-Path $folder $size
        if ($running) { $null = Set-CostStore (ConvertTo-Secret "$($running.ConnectionString);Search Path=scale_$size") }
        $import = [timespan]::Zero
        for ($from = 0; $from -lt $size; $from += $perFile) {
            $file = Join-Path $folder 'history.csv'
            Write-History -Path $file -From $from -To ([math]::Min($from + $perFile, $size)) -Total $size
            $import += Measure-Command { Import-CostSnapshot $file }
        }

        $forecast = Measure-Median -Runs $Runs { Get-CostForecast scale -AsOf $now -TimeZone UTC }
        $month = Measure-Median -Runs $Runs { Get-CostSpend scale -MonthToDate -AsOf $now -TimeZone UTC }
        if (-not $first) { $first = @{ Forecast = $forecast; Month = $month } }
        [pscustomobject]@{
            Snapshots     = $size
            ImportSeconds = [math]::Round($import.TotalSeconds, 1)
            ForecastMs    = [math]::Round($forecast, 1)
            ForecastRatio = [math]::Round($forecast / $first.Forecast, 2)
            MonthMs       = [math]::Round($month, 1)
            MonthRatio    = [math]::Round($month / $first.Month, 2)
        }

        Remove-Item $env:COSTCOMPASS_HOME -Recurse -Force -ErrorAction Ignore
    }
}
finally {
    $null = Set-CostStore -Local
    if ($running) { Stop-TestServer $running }
    $env:COSTCOMPASS_HOME = $null
    Remove-Item $folder -Recurse -Force
}
