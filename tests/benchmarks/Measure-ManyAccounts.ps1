#requires -Version 7.4

<#
.SYNOPSIS
    Measures how long a snapshot of many accounts takes, relative to one answer, and what reading them costs, relative to a summary.
.DESCRIPTION
    A simulated DeepSeek answers each request after 200 ms. In a home of its own the accounts are connected, asked once to warm
    the session up, and then asked several times with something spent in between, so that each run writes. Before that each account
    is given a reading a day of the last 30 days, and the commands that read histories run in turn: their processor time is
    compared with that of Get-CostSummary, and that of a round of Watch-CostSnapshot with that of Update-CostSnapshot. Build the module
    and the simulator first: ./build.ps1; dotnet build tests/CostCompass.Simulator -c Release
.PARAMETER Count
    How many accounts.
.PARAMETER Milliseconds
    How long the simulator holds each answer up.
.PARAMETER Runs
    How many runs are measured.
.EXAMPLE
    tests/benchmarks/Measure-ManyAccounts.ps1
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 256)]
    [int] $Count = 60,

    [ValidateRange(1, 10000)]
    [int] $Milliseconds = 200,

    [ValidateRange(1, 1000)]
    [int] $Runs = 9
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass' 'CostCompass.psd1')
Import-Module (Join-Path $PSScriptRoot '..' '..' 'tools' 'Simulator.psm1')
$former = $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK
$work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-accounts-$([guid]::NewGuid().ToString('n'))"
$env:COSTCOMPASS_HOME = $work
$env:COSTCOMPASS_CLOCK = $null
$simulator = $null
$rounds = 1..$Runs

function Get-Median([double[]] $Value) { [math]::Round(($Value | Sort-Object)[[int][math]::Floor($Value.Count / 2)], 1) }

function Measure-Update([string] $Name, [int] $Expected) {
    $times = foreach ($round in $rounds) {
        foreach ($key in $keys) { $null = Invoke-Simulator $simulator spend @{ key = $key; amount = 0.01 } }
        (Measure-Command { $script:snapshots = Update-CostSnapshot $Name }).TotalMilliseconds
        if (@($snapshots).Count -ne $Expected) { throw 'Not every account answered.' }
    }
    Get-Median $times
}

# The commands take turns, so that what else runs on the machine falls on all of them.
function Measure-Processor([Collections.Specialized.OrderedDictionary] $Commands, [string] $Against) {
    $times = @{}
    foreach ($round in 0..$Runs) {
        foreach ($command in $Commands.Keys) {
            if ($Commands[$command].Spends) { foreach ($key in $keys) { $null = Invoke-Simulator $simulator spend @{ key = $key; amount = 0.01 } } }
            $process = [Diagnostics.Process]::GetCurrentProcess()
            $before = $process.TotalProcessorTime
            $null = & $Commands[$command].Run
            $process.Refresh()

            # The first round warms up.
            if ($round -gt 0) { [double[]] $times[$command] += ($process.TotalProcessorTime - $before).TotalMilliseconds }
        }
    }
    $base = Get-Median $times[$Against]
    foreach ($command in $Commands.Keys) {
        $median = Get-Median $times[$command]
        [pscustomobject]@{ Command = $command; ProcessorMs = $median; Against = $Against; Ratio = [math]::Round($median / $base, 2) }
    }
}

try {
    $keys = 1..$Count | ForEach-Object { 'sk-made-up-{0:0000}' -f $_ }
    $simulator = Open-Simulator -Key $keys[0] -Argument '--topped-up', '1000'
    foreach ($key in $keys | Select-Object -Skip 1) { $null = Invoke-Simulator $simulator accounts @{ key = $key; currency = 'USD'; granted = 0; toppedUp = 1000 } }
    foreach ($number in 1..$Count) {
        [Environment]::SetEnvironmentVariable("MEASURED_KEY_$number", $keys[$number - 1])
        $null = Connect-DeepSeek "account$number" -EnvironmentVariable "MEASURED_KEY_$number" -BaseUri $simulator.BaseUri -SkipVerification
    }

    $history = Join-Path $work 'history.csv'
    $today = [datetimeoffset]::UtcNow
    $rows = foreach ($number in 1..$Count) {
        foreach ($day in 30..1) {
            $seen = $today.AddDays(-$day).ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
            "account$number,USD,$seen,$((1000 + 0.5 * $day).ToString([cultureinfo]::InvariantCulture))"
        }
    }
    Set-Content $history (@('account,currency,first_seen,total') + $rows)
    $null = Import-CostSnapshot $history

    $null = Update-CostSnapshot
    Measure-Processor -Against Get-CostSummary -Commands ([ordered]@{
            'Get-CostSummary'             = @{ Run = { Get-CostSummary } }
            'Get-CostForecast'            = @{ Run = { Get-CostForecast } }
            'Get-CostSpend -MonthToDate'  = @{ Run = { Get-CostSpend -MonthToDate } }
            'Get-CostSnapshot'            = @{ Run = { Get-CostSnapshot } }
            'Get-CostAccount'             = @{ Run = { Get-CostAccount } }
            'Show-CostChart'              = @{ Run = { Show-CostChart -Width 80 } }
        })
    Measure-Processor -Against Update-CostSnapshot -Commands ([ordered]@{
            'Update-CostSnapshot'          = @{ Spends = $true; Run = { Update-CostSnapshot } }
            'Watch-CostSnapshot -Count 1'  = @{ Spends = $true; Run = { Watch-CostSnapshot -Count 1 } }
        })

    $bare = Measure-Update account* $Count
    $null = Invoke-Simulator $simulator fault @{ kind = 'Hang'; seconds = $Milliseconds / 1000; count = -1 }
    $one = Measure-Update account1 1
    $all = Measure-Update account* $Count
    [pscustomobject]@{
        Accounts       = $Count
        AnswerMs       = $Milliseconds
        OneAccountMs   = $one
        AllAccountsMs  = $all
        ToOneAnswer    = [math]::Round($all / $Milliseconds, 2)
        ToOneAccount   = [math]::Round($all / $one, 2)
        WithoutDelayMs = $bare
    }
}
finally {
    Close-Simulator $simulator
    $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK = $former
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
