#requires -Version 7.4

<#
.SYNOPSIS
    Measures whether a forecast and the month to date grow with a history that is older than they need.
.DESCRIPTION
    Fills throwaway stores with so many snapshots of one account. The newest ten thousand lie an hour apart, a little more than
    the 401 days that a forecast reads; everything older lies 30 seconds apart. When all are filled, times the two commands in a warm
    session, one run on each store in turn so that what else the machine does falls on all of them, and prints medians with the ratio
    to the smallest store. Build the module first: ./build.ps1
.PARAMETER Count
    The sizes of the stores.
.PARAMETER Server
    Keep the snapshots on a server of PostgreSQL, which is started in a throwaway folder with the settings of a new server (fsync on), and
    not in files.
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
    [int] $Runs = 25
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

function Measure-Once([scriptblock] $Command) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $null = & $Command
    $watch.Elapsed.TotalMilliseconds
}

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[math]::Floor($Value.Count / 2)] }

function ConvertTo-Secret([string] $Text) {
    $secret = [securestring]::new()
    foreach ($character in $Text.ToCharArray()) { $secret.AppendChar($character) }
    , $secret
}

$running = $null
if ($Server) {
    Import-Module (Join-Path $root 'tests' 'module' 'Support' 'TestServer.psm1')
    $running = Start-TestServer -Durable
    if (-not $running) { throw 'The programs of PostgreSQL (initdb, postgres) are not there.' }
}

function Use-Store([int] $Size) {
    $env:COSTCOMPASS_HOME = Join-Path $folder $Size
    if ($running) { $null = Set-CostStore (ConvertTo-Secret "$($running.ConnectionString);Search Path=scale_$Size") }
}

try {
    $stores = foreach ($size in $Count | Sort-Object) {
        Use-Store $size
        $import = [timespan]::Zero
        for ($from = 0; $from -lt $size; $from += $perFile) {
            $file = Join-Path $folder 'history.csv'
            Write-History -Path $file -From $from -To ([math]::Min($from + $perFile, $size)) -Total $size
            $import += Measure-Command { Import-CostSnapshot $file }
        }

        @{ Size = $size; Import = $import; Forecast = [Collections.Generic.List[double]]::new(); Month = [Collections.Generic.List[double]]::new() }
    }

    # The first rounds warm up, and are not counted.
    foreach ($run in -2..$Runs) {
        foreach ($store in $stores) {
            Use-Store $store.Size
            $null = Get-CostAccount
            $forecast = Measure-Once { Get-CostForecast scale -AsOf $now -TimeZone UTC }
            $month = Measure-Once { Get-CostSpend scale -MonthToDate -AsOf $now -TimeZone UTC }
            if ($run -gt 0) {
                $store.Forecast.Add($forecast)
                $store.Month.Add($month)
            }
        }
    }

    $first = $stores[0]
    foreach ($store in $stores) {
        [pscustomobject]@{
            Snapshots     = $store.Size
            ImportSeconds = [math]::Round($store.Import.TotalSeconds, 1)
            ForecastMs    = [math]::Round((Get-Median $store.Forecast), 1)
            ForecastRatio = [math]::Round((Get-Median $store.Forecast) / (Get-Median $first.Forecast), 2)
            MonthMs       = [math]::Round((Get-Median $store.Month), 1)
            MonthRatio    = [math]::Round((Get-Median $store.Month) / (Get-Median $first.Month), 2)
        }
    }
}
finally {
    $null = Set-CostStore -Local
    if ($running) { Stop-TestServer $running }
    $env:COSTCOMPASS_HOME = $null
    Remove-Item $folder -Recurse -Force
}
