<#
.SYNOPSIS
    Compiles the module and assembles it in output/CostCompass.
.PARAMETER NoBuild
    Doesn't compile the module. It must already be compiled in the specified configuration.
.PARAMETER Verbosity
    How much the compiler writes: quiet, or minimal to see its progress.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [ValidateSet('quiet', 'minimal')]
    [string] $Verbosity = 'quiet'
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$output = Join-Path $root 'output' 'CostCompass'
$published = Join-Path $root 'artifacts' 'publish'

# The platforms whose native SQLite is included. All platforms in the package take 67 MB.
$platforms = 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', 'linux-musl-x64', 'osx-x64', 'osx-arm64'

Remove-Item $output, $published -Recurse -Force -ErrorAction Ignore
$known = $NoBuild ? @('--no-build') : @()
dotnet publish (Join-Path $root 'src' 'CostCompass') --configuration $Configuration --output $published --nologo --verbosity $Verbosity @known
if ($LASTEXITCODE -ne 0) { throw 'The module could not be compiled.' }

$dependencies = Join-Path $output 'dependencies'
$null = New-Item $output, $dependencies -ItemType Directory -Force
Copy-Item (Join-Path $root 'module' '*') $output -Recurse
Copy-Item (Join-Path $root 'LICENSE'), (Join-Path $root 'THIRD-PARTY-NOTICES.md') $output

# Assemblies with types that scripts can name stay next to the manifest. Everything with a package goes into the subfolder.
$atRoot = 'CostCompass.dll', 'CostCompass.Core.dll'
foreach ($file in Get-ChildItem $published -Filter '*.dll' -File) {
    Copy-Item $file.FullName ($file.Name -in $atRoot ? $output : $dependencies)
}

foreach ($platform in $platforms) {
    $native = Join-Path $published 'runtimes' $platform 'native'
    $target = Join-Path $dependencies 'runtimes' $platform 'native'
    $null = New-Item $target -ItemType Directory -Force
    Copy-Item (Join-Path $native '*') $target
}

$foreign = Get-ChildItem $output -Recurse -Filter 'System.Management.Automation*.dll'
if ($foreign) { throw "The module contains a copy of PowerShell's engine: $($foreign.FullName)" }

& (Join-Path $PSScriptRoot 'BillOfMaterials.ps1') -ModulePath $output

"Built $output"
$global:LASTEXITCODE = 0
