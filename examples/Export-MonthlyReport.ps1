#requires -Version 7.4

<#
.SYNOPSIS
    Exports the costs of a month by account and day to a CSV file. Run it on the first day of the next month.
.DESCRIPTION
    The file is the same in every culture: amounts with a decimal point, days as yyyy-MM-dd in UTC. The column approximate shows which
    costs are derived from a balance. With -Html, it also exports the report of Export-CostReport for the same month: a page with
    balances, daily spend, and the month as it ended. The script returns the files.
.PARAMETER Month
    Any day of the month. The default is the last month.
.PARAMETER Folder
    The folder for the file costs-yyyy-MM.csv. The default is the current folder.
.PARAMETER Html
    Also exports the report as costs-yyyy-MM.html.
.PARAMETER ModulePath
    The path of the module. By default, it is imported by name from PSModulePath.
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
