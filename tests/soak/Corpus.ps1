<#
.SYNOPSIS
    Reads every input that the fuzzer of tools/Fuzz.ps1 found and that is kept in Corpus.zip.
#>
[CmdletBinding()]
[OutputType([pscustomobject])]
param(
    [Parameter(Mandatory)]
    [string] $Worker,

    [string] $Configuration = 'Release',

    [switch] $Short
)

$ErrorActionPreference = 'Stop'
$null = $Configuration, $Short
$line = & $Worker replay (Join-Path $PSScriptRoot 'Corpus.zip')
if ($LASTEXITCODE -ne 0 -or -not $line) { throw 'The worker failed: replay' }
$line | Select-Object -Last 1 | ConvertFrom-Json
