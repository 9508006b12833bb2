#requires -Version 7.4

<#
.SYNOPSIS
    Measures whether a reservation takes longer the more quotes were ever settled.
.DESCRIPTION
    Reserves and settles in a home of its own, against a balance that was imported, and compares the medians of both commands
    before and after so many quotes were made. The balance is read again in between, so that what was settled is shown by it.
    Build the module first: ./build.ps1
.PARAMETER Count
    How many quotes are made in between.
.EXAMPLE
    tests/benchmarks/Measure-QuoteScale.ps1
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000000)]
    [int] $Count = 5000
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '..' '..' 'output' 'CostCompass' 'CostCompass.psd1')
$former = $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK
$work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-quotes-$([guid]::NewGuid().ToString('n'))"
$env:COSTCOMPASS_HOME = Join-Path $work 'home'
$call = @{ Model = 'deepseek-flash'; InputTokens = 1000; MaxOutputTokens = 1000 }
$used = @{ CacheMissTokens = 1000; OutputTokens = 500 }

function Import-Balance([string] $Instant) {
    $env:COSTCOMPASS_CLOCK = $Instant
    $file = Join-Path $work 'balance.csv'
    Set-Content $file 'account,currency,first_seen,total', "team,USD,$Instant,1000"
    $null = Import-CostSnapshot -Path $file
}

function Get-Median([double[]] $Value) { ($Value | Sort-Object)[[int][math]::Floor($Value.Count / 2)] }

function Measure-Quote([int] $Quotes) {
    $reserve = [Collections.Generic.List[double]]::new()
    $settle = [Collections.Generic.List[double]]::new()
    foreach ($time in 1..60) {
        $reserve.Add((Measure-Command { $script:quote = New-DeepSeekQuote @call -Reserve }).TotalMilliseconds)
        $settle.Add((Measure-Command { $null = $quote | Complete-DeepSeekQuote @used }).TotalMilliseconds)
    }
    [pscustomobject]@{ Quotes = $Quotes; Reserve = [math]::Round((Get-Median $reserve), 2); Settle = [math]::Round((Get-Median $settle), 2) }
}

try {
    $null = New-Item $work -ItemType Directory
    Import-Balance 2026-11-16T12:00:00Z
    $null = Measure-Quote 0
    Import-Balance 2026-11-16T13:00:00Z
    Measure-Quote 60
    foreach ($number in 1..$Count) { $null = New-DeepSeekQuote @call -Reserve | Complete-DeepSeekQuote @used }
    Import-Balance 2026-11-16T14:00:00Z
    Measure-Quote ($Count + 120)
}
finally {
    $env:COSTCOMPASS_HOME, $env:COSTCOMPASS_CLOCK = $former
    Remove-Item $work -Recurse -Force -ErrorAction Ignore
}
