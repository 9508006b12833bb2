#requires -Version 7.4

<#
.SYNOPSIS
    Writes what a month has cost, by account and day, to a CSV file: run it on the first day of the next month.
.DESCRIPTION
    The file is the same under every culture: amounts with a dot, days as yyyy-MM-dd, in UTC. The column approximate says what was
    derived from a balance. With -Html the report of Export-CostReport on the same month is written beside it: a page to look at,
    with balances, daily spend, and the month as it ended. The files come out.
.PARAMETER Month
    Any day of the month. The last month unless said.
.PARAMETER Folder
    Where the file goes; its name is costs-yyyy-MM.csv. The current folder unless said.
.PARAMETER Html
    Write costs-yyyy-MM.html too, the report to look at.
.PARAMETER ModulePath
    Where the module is; by its name unless said, from the folders of PSModulePath.
.EXAMPLE
    ./Export-MonthlyReport.ps1 -Month 2026-10-01 -Folder ~/reports
.EXAMPLE
    ./Export-MonthlyReport.ps1 -Folder ~/reports -Html
#>
[CmdletBinding()]
param(
    [datetime] $Month = [datetime]::UtcNow.AddMonths(-1),

    [string] $Folder = '.',

    [switch] $Html,

    [string] $ModulePath = $env:COSTCOMPASS_MODULE ? $env:COSTCOMPASS_MODULE : 'CostCompass'
)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

$invariant = [cultureinfo]::InvariantCulture
$first = [datetimeoffset]::new($Month.Year, $Month.Month, 1, 0, 0, 0, [timespan]::Zero)
$file = Join-Path $Folder "costs-$($first.ToString('yyyy-MM', $invariant)).csv"
Get-CostSpend -After $first -Before $first.AddMonths(1) -GroupBy Day -TimeZone UTC | ForEach-Object {
    [pscustomobject]@{
        day         = $_.From.ToString('yyyy-MM-dd', $invariant)
        account     = $_.Account
        provider    = $_.Provider
        amount      = "$($_.Amount)"
        currency    = $_.Currency
        quality     = $_.Quality
        approximate = $_.IsApproximate
    }
} | Export-Csv $file
Get-Item $file
if ($Html) {
    Export-CostReport ([IO.Path]::ChangeExtension($file, 'html')) -Month $first -After $first -TimeZone UTC -PassThru
}
