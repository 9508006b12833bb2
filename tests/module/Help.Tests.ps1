#requires -Modules @{ ModuleName = 'Pester'; ModuleVersion = '5.5.0' }

<#
    The help that a person sees: complete, true to the commands, equal to the pages in docs/en-US, and with examples that run
    and print what they show. tests/module/Support/HelpExamples.psm1 says what stands in for a person and for DeepSeek.
#>

[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseDeclaredVarsMoreThanAssignments', '', Justification = 'Pester shares variables between blocks.')]
param()

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $PSScriptRoot 'Support' 'HelpExamples.psm1') -Force
    $pages = Get-ChildItem (Join-Path $root 'docs' 'en-US' '*.md') | ForEach-Object { ConvertFrom-HelpPage $_.FullName }
    $manifest = Import-PowerShellDataFile (Join-Path $root 'module' 'CostCompass.psd1')
    $commands = $manifest.CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $parameters = foreach ($page in $pages) {
        foreach ($parameter in $page.Parameters) { @{ Name = $page.Name; Parameter = $parameter.Name; Text = $parameter.Text; Metadata = $parameter.Metadata } }
    }
    $examples = foreach ($page in $pages) {
        foreach ($number in 1..$page.Examples.Count) {
            $example = $page.Examples[$number - 1]
            @{ Name = $page.Name; Number = $number; Title = $example.Title; Example = $example }
        }
    }
    $examples += foreach ($file in 'docs/spending-less.md', 'README.md') {
        foreach ($example in Get-PageExample (Join-Path $root $file)) {
            @{ Name = [IO.Path]::GetFileNameWithoutExtension($file); Number = ++$count; Title = $example.Title; Example = $example }
        }
    }
}

BeforeAll {
    $root = Split-Path (Split-Path $PSScriptRoot)
    Import-Module (Join-Path $PSScriptRoot 'Support' 'HelpExamples.psm1') -Force
    Import-Module (Join-Path $root 'output' 'CostCompass' 'CostCompass.psd1') -Force
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $pages = @{}
    Get-ChildItem (Join-Path $root 'docs' 'en-US' '*.md') | ForEach-Object { $pages[$_.BaseName] = ConvertFrom-HelpPage $_.FullName }

    # The whole text, with one space for each run of white space: how lines are broken is no difference.
    function Get-Plain([object[]] $Text) { ("$($Text -join "`n")" -replace '\s+', ' ').Trim() }
    function Get-ParagraphText($Paragraph) { Get-Plain @($Paragraph | ForEach-Object Text) }
    function Get-OwnParameter([string] $Name) { (Get-Command $Name).Parameters.Values | Where-Object Name -NotIn $common }
    $shownHelp = @{}
    function Get-OneHelp([string] $Name) {
        if (-not $shownHelp.ContainsKey($Name)) { $shownHelp[$Name] = Get-Help "CostCompass\$Name" -Full }
        $shownHelp[$Name]
    }
}

Describe 'Get-Help -Online' {
    # A program of this name is what the runtime starts for an address on Linux.
    It 'opens the page of the command' -Skip:(-not $IsLinux) {
        Import-Module (Join-Path $PSScriptRoot 'Support' 'ModuleTesting.psm1') -Force
        $programs = New-Item (Join-Path $TestDrive 'programs') -ItemType Directory
        $opened = Join-Path $TestDrive 'opened.txt'
        $browser = Join-Path $programs 'xdg-open'
        [IO.File]::WriteAllText($browser, "#!/bin/sh`necho `"`$1`" > '$opened.new' && mv '$opened.new' '$opened'`n")
        [IO.File]::SetUnixFileMode($browser, 'UserRead, UserWrite, UserExecute')
        $shell = Invoke-FreshShell -Environment @{ PATH = "${programs}:$env:PATH"; OPENED = $opened } -Script {
            Get-Help Get-CostSpend -Online
            foreach ($try in 1..200) { if (Test-Path $env:OPENED) { break } else { Start-Sleep -Milliseconds 50 } }
            Get-Content $env:OPENED
            (Get-Command Get-CostSpend).HelpUri
        }
        $shell.Errors | Should -BeNullOrEmpty
        $shell.Value[0] | Should -BeExactly $shell.Value[1]
        $shell.Value[0] | Should -BeLike 'https://*/docs/en-US/Get-CostSpend.md'
    }
}

Describe 'Help of the module' {
    It 'has a page for each exported command and no other' {
        $exported = (Get-Module CostCompass).ExportedCmdlets.Keys | Sort-Object
        ($pages.Keys | Sort-Object) -join ' ' | Should -Be ($exported -join ' ')
    }

    It 'comes from the file that the repository holds' {
        $committed = [IO.File]::ReadAllText((Join-Path $root 'module' 'en-US' 'CostCompass.dll-Help.xml'))
        [IO.File]::ReadAllText((Join-Path $root 'output' 'CostCompass' 'en-US' 'CostCompass.dll-Help.xml')) | Should -BeExactly $committed
    }

    It 'has an overview that names <_>' -ForEach @(
        'COSTCOMPASS_HOME', 'COSTCOMPASS_VAULT_PASSWORD', 'DEEPSEEK_API_KEY', 'DEEPSEEK_BASE_URL', 'COSTCOMPASS_CLOCK', 'LIMITS'
    ) {
        Get-Content (Join-Path $root 'output' 'CostCompass' 'en-US' 'about_CostCompass.help.txt') -Raw | Should -MatchExactly $_
    }

    It 'has an overview that explains every quality' {
        $text = Get-Content (Join-Path $root 'output' 'CostCompass' 'en-US' 'about_CostCompass.help.txt') -Raw
        foreach ($quality in [Enum]::GetNames([CostCompass.Spending.SpendQuality])) { $text | Should -MatchExactly "(?m)^ +$quality  " }
    }
}

Describe 'The topic <_>' -ForEach @(
    'about_CostCompass', 'about_CostCompass_Automation', 'about_CostCompass_Forecast', 'about_CostCompass_Provider', 'about_CostCompass_Security', 'about_CostCompass_Spend'
) {
    BeforeAll {
        $topic = $_
        $text = Get-Content (Join-Path $root 'output' 'CostCompass' 'en-US' "$topic.help.txt") -Raw
    }

    It 'is found by Get-Help' {
        ("$(Get-Help $topic)" -replace '\r').Trim() | Should -BeExactly ($text -replace '\r').Trim()
    }

    It 'fits a terminal of 80 columns' {
        $text -split '\r?\n' | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'names commands and topics that exist' {
        $names = [regex]::Matches($text, '\b[A-Z][a-z]+-(Cost|DeepSeek)\w*').Value | Sort-Object -Unique
        $names | Should -Not -BeNullOrEmpty
        foreach ($name in $names) { Get-Command $name -Module CostCompass -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because "'$name' is named" }
        foreach ($name in [regex]::Matches($text, '\babout_\w+').Value) { Join-Path $root 'module' 'en-US' "$name.help.txt" | Should -Exist }
    }
}

Describe 'Get-Help <Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-OneHelp $Name
        $page = $pages[$Name]
    }

    It 'has nothing that was left to be written' {
        $help | Out-String | Should -Not -Match '\{\{|```'
    }

    It 'has the synopsis of the page' {
        $page.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -BeExactly $page.Synopsis
    }

    It 'has the description of the page' {
        $page.Description | Should -Not -BeNullOrEmpty
        Get-ParagraphText $help.description | Should -BeExactly (Get-Plain $page.Description)
    }

    It 'has the notes of the page' {
        Get-ParagraphText $help.alertSet.alert | Should -BeExactly (Get-Plain $page.Notes)
    }

    It 'has the parameters of the command' {
        $expected = (Get-OwnParameter $Name).Name | Sort-Object
        @($help.parameters.parameter.name | Where-Object { $_ } | Sort-Object) -join ' ' | Should -Be ($expected -join ' ')
        @($page.Parameters.Name | Where-Object { $_ } | Sort-Object) -join ' ' | Should -Be ($expected -join ' ')
    }

    It 'has the syntax of the command' {
        $expected = @((Get-Command $Name).ParameterSets | ForEach-Object { Get-Plain "$Name $_" } | Sort-Object)
        $written = @([regex]::Matches($page.Syntax, '(?s)```\n(.*?)\n```') | ForEach-Object { Get-Plain $_.Groups[1].Value } | Sort-Object)
        # Only the order of named parameters is free.
        ($written | ForEach-Object { ($_ -split ' (?=\[?-|\[\[|\[<)' | Sort-Object) -join ' ' }) |
            Should -Be @($expected | ForEach-Object { ($_ -split ' (?=\[?-|\[\[|\[<)' | Sort-Object) -join ' ' })
        $written | ForEach-Object { $_ | Should -BeLike '*`[<CommonParameters>`]' }
    }

    It 'says what goes in and what comes out' {
        $types = (Get-Command $Name).OutputType.Name
        $page.Outputs.Title | Should -Be $types
        $taken = foreach ($parameter in Get-OwnParameter $Name) {
            $sets = $parameter.ParameterSets.Values
            if ($sets.ValueFromPipeline -contains $true -or $sets.ValueFromPipelineByPropertyName -contains $true) { $parameter.ParameterType.ToString() }
        }
        ($page.Inputs.Title | Sort-Object) -join ' ' | Should -Be (@(($taken ?? 'None') | Sort-Object -Unique) -join ' ')
        foreach ($pair in @($help.inputTypes.inputType, $page.Inputs), @($help.returnValues.returnValue, $page.Outputs)) {
            $shown, $written = $pair
            @($shown).Count | Should -Be @($written).Count
            foreach ($index in 0..(@($shown).Count - 1)) {
                @($shown)[$index].type.name | Should -BeExactly @($written)[$index].Title
                Get-ParagraphText @($shown)[$index].description | Should -BeExactly (Get-Plain @($written)[$index].Body)
                @($written)[$index].Body | Should -Not -BeNullOrEmpty
            }
        }
    }

    It 'has at least two examples, those of the page' {
        $shown = @($help.examples.example)
        $shown.Count | Should -BeGreaterOrEqual 2
        $shown.Count | Should -Be $page.Examples.Count
        foreach ($index in 0..($shown.Count - 1)) {
            $written = $page.Examples[$index]
            $shown[$index].title.Trim(' -') | Should -BeExactly $written.Title
            Get-ParagraphText $shown[$index].introduction | Should -BeExactly (Get-Plain $written.Before)
            $shown[$index].code | Should -BeExactly $written.Code
            Get-ParagraphText $shown[$index].remarks | Should -BeExactly (Get-Plain $written.Output, $written.After)
        }
    }

    It 'links to its page' {
        $help.relatedLinks.navigationLink[0].linkText | Should -Be 'Online Version'
        $help.relatedLinks.navigationLink[0].uri | Should -BeExactly (Get-Command $Name -Module CostCompass).HelpUri
    }

    It 'links to commands that exist' {
        $shown = @($help.relatedLinks.navigationLink.linkText | Select-Object -Skip 1 | Where-Object { $_ })
        $shown | Should -Be $page.Links
        foreach ($link in $shown | Where-Object { $_ -notlike 'about_*' }) { Get-Command $link -Module CostCompass | Should -Not -BeNullOrEmpty }
    }
}

Describe 'Parameter <Parameter> of <Name>' -ForEach $parameters {
    BeforeAll {
        $shown = (Get-OneHelp $Name).parameters.parameter | Where-Object name -EQ $Parameter
        $real = (Get-Command $Name).Parameters[$Parameter]
    }

    It 'is described as on the page' {
        $Text | Should -Not -BeNullOrEmpty
        Get-ParagraphText $shown.description | Should -BeExactly (Get-Plain $Text)
    }

    It 'has the facts of the command' {
        $Metadata | Should -MatchExactly "(?m)^Type: $([regex]::Escape($real.ParameterType.ToString()))$"
        $sets = [regex]::Matches($Metadata, '(?m)^- Name: (.+)$') | ForEach-Object { $_.Groups[1].Value } | Sort-Object
        $sets -join ' ' | Should -Be (@($real.ParameterSets.Keys | ForEach-Object { $_ -eq '__AllParameterSets' ? '(All)' : $_ } | Sort-Object) -join ' ')
        foreach ($alias in $real.Aliases) { $Metadata | Should -MatchExactly "(?m)^- $alias$" }

        $facts = @($real.ParameterSets.Values)[0]
        $shown.required | Should -Be $facts.IsMandatory.ToString()
        $shown.position | Should -Be ($facts.Position -ge 0 ? "$($facts.Position)" : 'Named')
        ($shown.pipelineInput -match 'ByValue') | Should -Be $facts.ValueFromPipeline
        ($shown.pipelineInput -match 'ByPropertyName') | Should -Be $facts.ValueFromPipelineByPropertyName
        ($shown.globbing -eq 'true') | Should -Be ($real.Attributes.TypeId.Name -contains 'SupportsWildcardsAttribute')
    }

    It 'shows the default of the page' {
        $default = [regex]::Match($Metadata, '(?m)^DefaultValue: (.*)$').Groups[1].Value.Trim("'")
        "$($shown.defaultValue)" | Should -BeExactly $default
    }
}

Describe 'Examples' {
    BeforeAll {
        $work = Join-Path ([IO.Path]::GetTempPath()) "costcompass-help-$([guid]::NewGuid().ToString('n'))"
        $simulator = Open-HelpSimulator
        $history = Join-Path $work 'history'
        $null = New-Item $work -ItemType Directory -Force
        Initialize-HelpHistory -Simulator $simulator -Path $history
    }

    AfterAll {
        if ($simulator) { Close-HelpSimulator -Simulator $simulator }
        Remove-Item $work -Recurse -Force -ErrorAction Ignore
    }

    It '<Name>, <Title>: runs and prints what it shows' -ForEach $examples {
        $result = Invoke-HelpExample -Simulator $simulator -Command $Name -Code $Example.Code -History $history -Path (Join-Path $work "$Name-$Number")
        $result.Errors | Should -BeNullOrEmpty
        $result.Warnings | Should -BeNullOrEmpty

        # What -WhatIf says goes to the console, not down the pipeline. Where the local zone cannot be chosen (Windows), instants
        # are those of another zone.
        $shown = ($Example.Output -split '\n' | Where-Object { $_ -notlike 'What if: *' }) -join "`n"
        if ($result.IsUtc) { $result.Text | Should -BeExactly $shown.Trim("`n") }
    }
}
