<#
.SYNOPSIS
    Builds the module's help from the pages in docs/en-US.
.DESCRIPTION
    People write the text of a page, and its metadata (syntax, types, positions, aliases) comes from the compiled command.
    This task updates the metadata, creates a page for a command without one, rejects incomplete pages, and writes
    module/en-US/CostCompass.dll-Help.xml. The same pages always result in the same file. Finally, it takes the pictures in
    docs/images, if a browser is available.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
$root = Split-Path $PSScriptRoot
$pages = Join-Path $root 'docs' 'en-US'
$helpFile = Join-Path $root 'module' 'en-US' 'CostCompass.dll-Help.xml'
$manifest = Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1'
$utf8 = [Text.UTF8Encoding]::new($false)

$obstacle = & (Join-Path $PSScriptRoot 'Import-BuildModule.ps1') -Name Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0.1
if ($obstacle) {
    "The help wasn't built: $obstacle."
    $global:LASTEXITCODE = 0
    return
}

if (-not (Test-Path $manifest)) {
    & (Join-Path $PSScriptRoot 'Build.ps1')
}

$module = Import-Module $manifest -Force -PassThru

function Sync-Page([Management.Automation.CommandInfo] $Command) {
    $path = Join-Path $pages "$($Command.Name).md"
    $new = New-CommandHelp $Command

    # PlatyPS omits [<CommonParameters>] in the syntax of compiled commands.
    $new.Syntax | ForEach-Object { $_.HasCmdletBinding = $true }
    $new.AliasHeaderFound = $true
    $new.Aliases = 'This command has no alias.'
    foreach ($parameter in $new.Parameters) {
        $type = $Command.Parameters[$parameter.Name].ParameterType
        if ($type.IsEnum) { $parameter.AcceptedValues.AddRange([Enum]::GetNames($type)) }
    }

    if (Test-Path $path) {
        $old = Import-MarkdownCommandHelp $path
        $new.Synopsis = $old.Synopsis
        $new.Description = $old.Description
        $new.Notes = $old.Notes
        $new.Metadata['ms.date'] = $old.Metadata['ms.date']
        foreach ($list in 'Examples', 'Inputs', 'Outputs', 'RelatedLinks') {
            $new.$list.Clear()
            foreach ($item in $old.$list) { $new.$list.Add($item) }
        }
        foreach ($parameter in $new.Parameters) {
            $known = $old.Parameters | Where-Object Name -EQ $parameter.Name
            if ($known) {
                $parameter.Description = $known.Description
                $parameter.DefaultValue = $known.DefaultValue
            }
        }

        # PlatyPS omits dynamic parameters in the syntax. The page has them, and the tests compare it with the command.
        if ($Command.Parameters.Values.IsDynamic -contains $true) {
            $new.Syntax.Clear()
            foreach ($item in $old.Syntax) { $new.Syntax.Add($item) }
        }
    }

    $text = ($new.ToMarkdownString() -replace '\r').TrimStart([char]0xFEFF).TrimEnd() + "`n"
    if (-not (Test-Path $path) -or [IO.File]::ReadAllText($path) -cne $text) {
        [IO.File]::WriteAllText($path, $text, $utf8)
        "Updated $path" | Out-Default
    }
}

function Get-Fault([string] $Path) {
    if (-not (Test-MarkdownCommandHelp $Path)) { "$Path is not in the order that PlatyPS asks for." }
    $text = [IO.File]::ReadAllText($Path)
    if ($text.Contains('{{')) { "$Path is not finished: $([regex]::Match($text, '\{\{.*?\}\}').Value)" }
    if ($text -match '(?m)^```output\n\s') { "$Path has an output that begins with a space, which Get-Help would trim." }
    if ([regex]::Matches($text, '(?m)^### Example \d+: ').Count -lt 2) { "$Path has fewer than two examples." }
}

# Separate paragraphs instead of one text with empty lines.
function Split-Paragraph([Xml.XmlElement] $Parent) {
    foreach ($para in @($Parent.ChildNodes | Where-Object LocalName -EQ 'para')) {
        foreach ($part in $para.InnerText -split '\n\s*\n') {
            Add-Paragraph $Parent $part
        }
        $null = $Parent.RemoveChild($para)
    }
}

function Add-Paragraph([Xml.XmlElement] $Parent, [string] $Text) {
    $para = $Parent.OwnerDocument.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')
    $para.InnerText = $Text
    $null = $Parent.AppendChild($para)
}

# PlatyPS puts the whole example into its introduction, including the markdown fences and a control character between
# paragraphs. Get-Help has an element for each part. It writes the code directly after the introduction, and the next title
# directly after the remarks, so both end with an empty line.
function Repair-Example([Xml.XmlElement] $Example) {
    $introduction = $Example['maml:introduction']
    $remarks = $Example['dev:remarks']
    $text = @($introduction.ChildNodes | ForEach-Object InnerText | Where-Object { $_ -and $_ -ne [char]0x80 }) -join "`n`n"
    if ($text -notmatch '(?s)^(?<before>.*?)```powershell\n(?<code>.*?)\n```\s*(```output\n(?<output>.*?)\n```)?(?<after>.*)$') {
        throw "No code in the example: $text"
    }

    $introduction.RemoveAll()
    $remarks.RemoveAll()
    $Example['dev:code'].InnerText = $Matches['code']
    if ($Matches['before'].Trim()) {
        Add-Paragraph $introduction ($Matches['before'].Trim() + "`n`n")
    }
    foreach ($part in $Matches['output'], $Matches['after']) {
        if ($part -and $part.Trim()) { Add-Paragraph $remarks $part.Trim("`n") }
    }
    Add-Paragraph $remarks ''
}

function Get-ShortTypeName([string] $Name) {
    $Name -replace '^System\.Nullable`1\[(.*)\]$', '$1' -replace '^.*\.'
}

# PlatyPS omits the default values of the pages.
function Add-Default([Xml.XmlElement] $Parameter, [string] $Value) {
    $default = $Parameter.OwnerDocument.CreateElement('dev', 'defaultValue', 'http://schemas.microsoft.com/maml/dev/2004/10')
    $default.InnerText = $Value
    $null = $Parameter.AppendChild($default)
}

function Repair-Help([xml] $Help, [object[]] $Page) {
    $names = [Xml.XmlNamespaceManager]::new($Help.NameTable)
    $names.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $names.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

    foreach ($parent in $Help.SelectNodes('//maml:description | //maml:alert', $names)) { Split-Paragraph $parent }
    foreach ($example in $Help.SelectNodes('//command:example', $names)) { Repair-Example $example }
    foreach ($type in $Help.SelectNodes('//command:parameters/command:parameter/command:parameterValue', $names)) {
        $type.InnerText = Get-ShortTypeName $type.InnerText
    }
    foreach ($type in $Help.SelectNodes('//command:parameter/dev:type/maml:name', $names)) {
        $type.InnerText = $type.InnerText -replace '^System\.Nullable`1\[(.*)\]$', '$1'
    }

    foreach ($command in $Help.SelectNodes('//command:command', $names)) {
        $written = $Page | Where-Object Title -EQ $command.SelectSingleNode('command:details/command:name', $names).InnerText
        foreach ($parameter in $command.SelectNodes('command:parameters/command:parameter', $names)) {
            $default = ($written.Parameters | Where-Object Name -EQ $parameter['maml:name'].InnerText).DefaultValue
            if ($default) { Add-Default $parameter $default }
        }
    }

    # Links between pages are command names in Get-Help. An online version without an address is removed.
    foreach ($uri in $Help.SelectNodes('//maml:navigationLink/maml:uri', $names)) {
        if ($uri.InnerText -match '^https?:') { continue }
        if ($uri.ParentNode['maml:linkText'].InnerText -eq 'Online Version') {
            $null = $uri.ParentNode.ParentNode.RemoveChild($uri.ParentNode)
        }
        else {
            $uri.IsEmpty = $true
        }
    }
}

function Export-HelpFile([xml] $Help, [string] $Path) {
    $settings = [Xml.XmlWriterSettings]@{ Indent = $true; IndentChars = '  '; NewLineChars = "`n"; Encoding = $utf8 }
    $stream = [IO.MemoryStream]::new()
    $writer = [Xml.XmlWriter]::Create($stream, $settings)
    $Help.Save($writer)
    $writer.Dispose()
    $null = New-Item (Split-Path $Path) -ItemType Directory -Force
    [IO.File]::WriteAllText($Path, $utf8.GetString($stream.ToArray()).TrimEnd() + "`n", $utf8)
}

$commands = @($module.ExportedCmdlets.Values | Sort-Object Name)
$null = New-Item $pages -ItemType Directory -Force
foreach ($command in $commands) { Sync-Page $command }

$files = @(Get-ChildItem $pages -Filter '*.md' | Sort-Object Name)
$faults = @(
    foreach ($file in $files) {
        if ($file.BaseName -notin $commands.Name) { "$($file.FullName) is of no exported command." } else { Get-Fault $file.FullName }
    }
)
if ($faults) {
    $faults | Out-Default
    throw "$($faults.Count) faults in docs/en-US; the help file was not written."
}

$temporary = Join-Path ([IO.Path]::GetTempPath()) "costcompass-help-$([guid]::NewGuid().ToString('n'))"
try {
    # Assigned first, because passed directly, the pages would arrive as one collection.
    $all = @($files | ForEach-Object { Import-MarkdownCommandHelp $_.FullName })
    $null = Export-MamlCommandHelp -CommandHelp $all -OutputFolder $temporary -Force
    $made = @(Get-ChildItem $temporary -Recurse -Filter '*.xml')
    if ($made.Count -ne 1) { throw "PlatyPS created $($made.Count) files instead of one." }

    $help = [xml]::new()
    $help.Load($made[0].FullName)
    Repair-Help $help $all
    Export-HelpFile $help $helpFile
}
finally {
    Remove-Item $temporary -Recurse -Force -ErrorAction Ignore
}

"Help of $($commands.Count) commands: $helpFile"
& (Join-Path $PSScriptRoot 'Picture.ps1')
$global:LASTEXITCODE = 0
