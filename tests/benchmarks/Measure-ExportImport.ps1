#requires -Version 7.4

<#
.SYNOPSIS
    Measures the import of the console's usage export against the number of its rows.
.DESCRIPTION
    Makes exports of a year with two models, two prices a day and so many API keys, imports each twice into a throwaway store,
    and prints the times with their ratio per row to the smallest. Build the module first: ./build.ps1
.PARAMETER KeyCount
    How many API keys the account has.
.EXAMPLE
    tests/benchmarks/Measure-ExportImport.ps1 -KeyCount 1, 10
#>
[CmdletBinding()]
param(
    [ValidateRange(1, 1000)]
    [int[]] $KeyCount = @(4, 40, 160)
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module (Join-Path $root 'output' 'CostCompass')
$folder = Join-Path ([IO.Path]::GetTempPath()) "costcompass-export-$([guid]::NewGuid().ToString('n'))"
$null = New-Item $folder -ItemType Directory
$former = $env:COSTCOMPASS_HOME

function Write-Export([string] $Path, [int] $Keys) {
    $writer = [IO.StreamWriter]::new($Path)
    $writer.WriteLine('user_id,utc_date,model,api_key_name,api_key,type,price,amount')
    foreach ($day in 0..364) {
        $date = [datetime]::new(2026, 1, 1).AddDays($day).ToString('yyyyMMdd', [cultureinfo]::InvariantCulture)
        foreach ($model in 'deepseek-v4-flash', 'deepseek-v4-pro') {
            foreach ($key in 1..$Keys) {
                foreach ($type in 'input_cache_hit_tokens', 'input_cache_miss_tokens', 'output_tokens') {
                    $writer.WriteLine("u,$date,$model,key $key,sk-made-up-$key,$type,0.00000015,$($key * $day + 7)")
                    $writer.WriteLine("u,$date,$model,key $key,sk-made-up-$key,$type,0.0000003,$($key * $day + 11)")
                }
            }
        }
    }

    $writer.Dispose()
}

try {
    $first = 0
    foreach ($keys in $KeyCount) {
        $env:COSTCOMPASS_HOME = Join-Path $folder "home-$keys"
        $file = Join-Path $folder "amount-$keys.csv"
        Write-Export $file $keys
        $archive = Join-Path $folder "usage-$keys.zip"
        Compress-Archive $file $archive
        $import = Measure-Command { $script:done = Import-DeepSeekExport $archive }
        $again = Measure-Command { $null = Import-DeepSeekExport $archive }
        $perRow = $again.TotalMilliseconds / $done.Rows
        if (-not $first) { $first = $perRow }
        [pscustomobject]@{
            Rows        = $done.Rows
            Stored      = $done.Stored
            Shrinks     = '{0:N1}' -f ((Get-Item $file).Length / (Get-Item $archive).Length)
            Import      = '{0:N2} s' -f $import.TotalSeconds
            Again       = '{0:N2} s' -f $again.TotalSeconds
            RatioPerRow = '{0:N2}' -f ($perRow / $first)
        }
    }
}
finally {
    $env:COSTCOMPASS_HOME = $former
    Remove-Item $folder -Recurse -Force
}
