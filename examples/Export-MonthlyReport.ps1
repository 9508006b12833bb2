#requires -Version 7.4

<#
.SYNOPSIS
    Writes what a month has cost, by account and day, to a CSV file: run it on the first day of the next month.
.DESCRIPTION
    The file is the same under every culture: amounts with a dot, days as yyyy-MM-dd, in UTC. The column approximate says what was
    derived from a balance. The path of the file comes out.
.PARAMETER Month
    Any day of the month. The last month unless said.
.PARAMETER Folder
    Where the file goes; its name is costs-yyyy-MM.csv. The current folder unless said.
.PARAMETER ModulePath
    Where the module is; by its name unless said, from the folders of PSModulePath.
.EXAMPLE
    ./Export-MonthlyReport.ps1 -Month 2026-10-01 -Folder ~/reports
#>
[CmdletBinding()]
param(
    [datetime] $Month = [datetime]::UtcNow.AddMonths(-1),

    [string] $Folder = '.',

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
