#requires -Version 7.4

<#
.SYNOPSIS
    Measures the module against what people would use in its place: each pair in one run, by turns, as medians.
.DESCRIPTION
    Poll         Update-CostSnapshot of one account in a warm session, against Invoke-RestMethod of the same address.
    FirstPoll    the first Update-CostSnapshot of a fresh process with the key in the environment, against a bare pwsh.
    Forecast     Get-CostForecast over many stored rows, against the program sqlite3 reading the same rows.
    Import       Import-CostSnapshot of a file, against ".import" of sqlite3 of the same file.
    Memory       the memory of Get-CostSpend -GroupBy Day over many rows, in a process of its own.
    Build the module first: ./build.ps1. Forecast and Import need the program sqlite3.
.EXAMPLE
    tests/benchmarks/Measure-Speed.ps1 -Part Poll, FirstPoll
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPositionalParameters', '', Justification = 'A pair reads best as what, ours, against, theirs.')]
[CmdletBinding()]
param(
    [ValidateSet('Poll', 'FirstPoll', 'Forecast', 'Import', 'Memory')]
    [string[]] $Part = @('Poll', 'FirstPoll', 'Forecast', 'Import', 'Memory'),

    [ValidateRange(1000, 100000000)]
    [int] $Rows = 1000000,

    [ValidateRange(1000, 100000000)]
    [int] $MemoryRows = 10000000,

    [ValidateRange(3, 999)]
    [int] $Runs = 15
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$module = Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1'
Import-Module $module
Import-Module (Join-Path $root 'tools' 'Simulator.psm1')
Import-Module (Join-Path $root 'tools' 'PowerShell.psm1')
$shell = Get-PowerShellPath
$folder = Join-Path ([IO.Path]::GetTempPath()) "costcompass-speed-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $folder -ItemType Directory
$now = [datetimeoffset]::new(2026, 11, 22, 12, 0, 0, [timespan]::Zero)

function Get-Median([double[]] $Time) { ($Time | Sort-Object)[[math]::Floor($Time.Count / 2)] }

# By turns, so that what else the machine does falls on both.
function Measure-Pair([string] $What, [scriptblock] $Ours, [string] $Name, [scriptblock] $Other, [int] $Times = $Runs, [scriptblock] $Before = {}) {
    $taken = @()
    $references = @()
    foreach ($run in 0..$Times) {
        $null = & $Before
        $our = (Measure-Command $Ours).TotalMilliseconds
        $reference = (Measure-Command $Other).TotalMilliseconds
        # The first of each warms up.
        if ($run -gt 0) { $taken += $our; $references += $reference }
    }
    $median = Get-Median $taken
    $against = Get-Median $references
    [pscustomobject]@{
        What         = $What
        OursMs       = [math]::Round($median, 1)
        Against      = $Name
        AgainstMs    = [math]::Round($against, 1)
        Ratio        = [math]::Round($median / $against, 2)
        DifferenceMs = [math]::Round($median - $against, 1)
    }
}

# Two cents are spent every 30 seconds, and the account is topped up whenever it is empty.
function Write-History([string] $Path, [int] $From, [int] $To, [int] $Total) {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('account,currency,first_seen,total')
    for ($index = $From; $index -lt $To; $index++) {
        $at = $now.AddSeconds(-30 * ($Total - 1 - $index))
        $writer.WriteLine([string]::Format([cultureinfo]::InvariantCulture, 'speed,USD,{0:yyyy-MM-ddTHH:mm:ss}Z,{1}', $at.UtcDateTime, (100000 - ($index % 100000)) / 100))
    }
    $writer.Dispose()
}

function Import-History([string] $HomeFolder, [int] $Count) {
    $env:COSTCOMPASS_HOME = $HomeFolder
    for ($from = 0; $from -lt $Count; $from += 1000000) {
        $file = Join-Path $folder 'part.csv'
        Write-History -Path $file -From $from -To ([math]::Min($from + 1000000, $Count)) -Total $Count
        $null = Import-CostSnapshot $file
    }
}

try {
    if ($Part -contains 'Poll' -or $Part -contains 'FirstPoll') {
        $simulator = Open-Simulator -Argument '--topped-up', '1000'
        $env:COSTCOMPASS_HOME = Join-Path $folder 'poll'
        $env:DEEPSEEK_API_KEY = $simulator.Key
        $env:DEEPSEEK_BASE_URL = $simulator.BaseUri
        $headers = @{ Authorization = "Bearer $($simulator.Key)" }
        $uri = "$($simulator.BaseUri)/user/balance"
        if ($Part -contains 'Poll') {
            # Once with nothing new, as most polls are, and once with a change to be written.
            Measure-Pair 'Update-CostSnapshot, nothing new' { $null = Update-CostSnapshot } 'Invoke-RestMethod' { $null = Invoke-RestMethod $uri -Headers $headers -NoProxy } -Times ($Runs * 4)
            Measure-Pair 'Update-CostSnapshot, something spent' { $null = Update-CostSnapshot } 'Invoke-RestMethod' { $null = Invoke-RestMethod $uri -Headers $headers -NoProxy } -Times (
                $Runs * 4) -Before { Invoke-Simulator $simulator spend @{ amount = 0.01 } }
        }
        if ($Part -contains 'FirstPoll') {
            Measure-Pair 'first Update-CostSnapshot of a process' {
                $null = & $shell -NoProfile -NonInteractive -Command "Import-Module '$module'; Update-CostSnapshot"
            } 'bare pwsh' { $null = & $shell -NoProfile -NonInteractive -Command '1' }
        }
        Close-Simulator $simulator
        $simulator = $null
    }

    if ($Part -contains 'Forecast') {
        Import-History (Join-Path $folder 'forecast') $Rows
        $database = Join-Path $env:COSTCOMPASS_HOME 'costcompass.db'
        Measure-Pair "Get-CostForecast, $Rows rows" { $null = Get-CostForecast speed -AsOf $now -TimeZone UTC } 'sqlite3 reading them' {
            $null = sqlite3 -readonly $database 'SELECT first_seen, last_seen, total, granted, topped_up FROM snapshot' '.quit'
        } -Times ([math]::Min($Runs, 5))
    }

    if ($Part -contains 'Import') {
        $file = Join-Path $folder 'import.csv'
        Write-History -Path $file -From 0 -To $Rows -Total $Rows
        $script:number = 0
        Measure-Pair "Import-CostSnapshot, $Rows rows" {
            $env:COSTCOMPASS_HOME = Join-Path $folder "import-$(++$script:number)"
            $null = Import-CostSnapshot $file
        } 'sqlite3 .import' {
            $null = sqlite3 (Join-Path $folder "import-$script:number.db") '.mode csv' ".import $file snapshot"
        } -Times ([math]::Min($Runs, 5))
    }

    if ($Part -contains 'Memory') {
        Import-History (Join-Path $folder 'memory') $MemoryRows
        $text = & $shell -NoProfile -NonInteractive -Command "
            Import-Module '$module'
            `$watch = [Diagnostics.Stopwatch]::StartNew()
            `$days = @(Get-CostSpend speed -GroupBy Day -TimeZone UTC -AsOf '$($now.ToString('o'))').Count
            `$process = [Diagnostics.Process]::GetCurrentProcess()
            '{0} {1} {2}' -f `$days, `$watch.ElapsedMilliseconds, `$process.PeakWorkingSet64"
        $days, $milliseconds, $peak = $text -split ' '
        $bare = & $shell -NoProfile -NonInteractive -Command '[Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64'
        [pscustomobject]@{
            What    = "Get-CostSpend -GroupBy Day, $MemoryRows rows"
            Days    = [int]$days
            Seconds = [math]::Round([double]$milliseconds / 1000, 1)
            PeakMB  = [math]::Round([double]$peak / 1MB)
            BareMB  = [math]::Round([double]$bare / 1MB)
        }
    }
}
finally {
    if ($simulator) { Close-Simulator $simulator }
    Remove-Item $folder -Recurse -Force -ErrorAction Ignore
}
