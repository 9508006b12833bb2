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
Import-Module (Join-Path $PSScriptRoot 'Worker.psm1')
Invoke-Worker $Worker replay (Join-Path $PSScriptRoot 'Corpus.zip')
