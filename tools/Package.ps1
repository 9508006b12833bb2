<#
.SYNOPSIS
    Builds the module and packs it into output/CostCompass-<version>.zip.
.DESCRIPTION
    The zip holds one folder, CostCompass: unpacked into a folder of $env:PSModulePath it is installed.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
& (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration

$module = Join-Path $root 'output' 'CostCompass'
$manifest = Test-ModuleManifest (Join-Path $module 'CostCompass.psd1')
$package = Join-Path $root 'output' "CostCompass-$($manifest.Version).zip"
Remove-Item $package -ErrorAction Ignore
[IO.Compression.ZipFile]::CreateFromDirectory($module, $package, [IO.Compression.CompressionLevel]::SmallestSize, $true)

"Packed $package"
$global:LASTEXITCODE = 0
