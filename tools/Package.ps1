<#
.SYNOPSIS
    Packs the module into output/CostCompass-<version>.zip and output/CostCompass.<version>.nupkg.
.DESCRIPTION
    The zip contains one folder, CostCompass. To install it, extract it to a folder in $env:PSModulePath. The .nupkg is for
    Publish-PSResource -NupkgPath, or for a folder that is registered as a repository. Both files are byte-for-byte identical in every
    clone of the same commit with the same SDK and PowerShell. The .nupkg requires PSResourceGet 1.1 or later, which comes with PowerShell 7.5.
.PARAMETER NoBuild
    Packs the existing module in output/CostCompass.
.PARAMETER DestinationPath
    The folder for the packages.
#>
[CmdletBinding()]
param(
    [string] $Configuration = 'Release',

    [switch] $NoBuild,

    [string] $DestinationPath = (Join-Path (Split-Path $PSScriptRoot) 'output')
)

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$module = Join-Path $root 'output' 'CostCompass'
if (-not $NoBuild) { & (Join-Path $PSScriptRoot 'Build.ps1') -Configuration $Configuration }

# A zip contains times. The earliest possible time is used, so that it never changes.
$time = [DateTimeOffset]::new(1980, 1, 1, 0, 0, 0, [timespan]::Zero)

function Write-Archive([string] $Path, [Collections.Generic.SortedDictionary[string, byte[]]] $Entries) {
    $stream = [IO.File]::Create($Path)
    $archive = [IO.Compression.ZipArchive]::new($stream, [IO.Compression.ZipArchiveMode]::Create)
    try {
        foreach ($pair in $Entries.GetEnumerator()) {
            $entry = $archive.CreateEntry($pair.Key, [IO.Compression.CompressionLevel]::SmallestSize)
            $entry.LastWriteTime = $time

            # -rw-r--r--: the build folder may have other permissions.
            $entry.ExternalAttributes = 0x81A4 -shl 16
            $content = $entry.Open()
            $content.Write($pair.Value)
            $content.Dispose()
        }
    }
    finally {
        $archive.Dispose()
        $stream.Dispose()
    }
}

function Get-ModuleEntry([string] $Folder) {
    $entries = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    foreach ($file in Get-ChildItem $module -Recurse -File) {
        $name = [IO.Path]::GetRelativePath($Folder, $file.FullName).Replace('\', '/')
        $entries[$name] = [IO.File]::ReadAllBytes($file.FullName)
    }
    , $entries
}

# The output of PSResourceGet with stable names: the core properties part and its relationship have random names, and the file types are in
# the order of the file system.
function Get-PackageEntry([string] $Package) {
    $entries = [Collections.Generic.SortedDictionary[string, byte[]]]::new([StringComparer]::Ordinal)
    $archive = [IO.Compression.ZipFile]::OpenRead($Package)
    try {
        foreach ($entry in $archive.Entries) {
            $buffer = [IO.MemoryStream]::new()
            $content = $entry.Open()
            $content.CopyTo($buffer)
            $content.Dispose()
            $bytes = $buffer.ToArray()
            $name = $entry.FullName
            if ($name -like '*.psmdcp') { $name = 'package/services/metadata/core-properties/core.psmdcp' }
            if ($name -eq '_rels/.rels') {
                $relations = [Text.Encoding]::UTF8.GetString($bytes) -replace '[0-9a-f]+\.psmdcp', 'core.psmdcp'
                $number = 0
                $relations = [regex]::Replace($relations, '\bId="[^"]*"', { "Id=`"R$((++$script:number))`"" })
                $bytes = [Text.Encoding]::UTF8.GetBytes($relations)
            }
            if ($name -eq '[Content_Types].xml') {
                $types = [xml] [Text.Encoding]::UTF8.GetString($bytes)
                $sorted = @($types.DocumentElement.ChildNodes | Sort-Object LocalName, Extension, PartName -Culture '')
                foreach ($one in $sorted) { $null = $types.DocumentElement.AppendChild($one) }
                $bytes = [Text.Encoding]::UTF8.GetBytes($types.OuterXml)
            }
            if ($name -like '*.psmdcp') {
                # It contains the operating system and its version.
                $properties = [Text.Encoding]::UTF8.GetString($bytes) -replace '(?<=<lastModifiedBy>)[^<]*', 'CostCompass'
                $bytes = [Text.Encoding]::UTF8.GetBytes($properties)
            }
            $entries[$name] = $bytes
        }
    }
    finally {
        $archive.Dispose()
    }
    , $entries
}

$version = (Import-PowerShellDataFile (Join-Path $module 'CostCompass.psd1')).ModuleVersion
$null = New-Item $DestinationPath -ItemType Directory -Force
$zip = Join-Path $DestinationPath "CostCompass-$version.zip"
Write-Archive $zip (Get-ModuleEntry (Split-Path $module))
"Packed $zip"

$package = Join-Path $DestinationPath "CostCompass.$version.nupkg"
if (Get-Command Compress-PSResource -ErrorAction Ignore) {
    $temporary = Join-Path ([IO.Path]::GetTempPath()) "costcompass-package-$([guid]::NewGuid().ToString('n'))"
    $null = New-Item $temporary -ItemType Directory
    try {
        Compress-PSResource $module $temporary
        Write-Archive $package (Get-PackageEntry (Join-Path $temporary "CostCompass.$version.nupkg"))
    }
    finally {
        Remove-Item $temporary -Recurse -Force
    }
    "Packed $package"
}
else {
    Write-Warning "No .nupkg was created: Compress-PSResource wasn't found. Run this task in PowerShell 7.5 or later."
}

$global:LASTEXITCODE = 0
