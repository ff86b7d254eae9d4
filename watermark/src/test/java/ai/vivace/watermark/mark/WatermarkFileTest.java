package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatermarkFileTest {
    @TempDir
    private Path folder;

    private Watermark everything() {
        return Watermark.of(
                        TextMark.of(
                                        "© {exif:DateTimeOriginal:yyyy}: 'Jane' \"Doe\"\n# second: line {{\n\n  \tיום 日本 😀")
                                .font(FontChoice.parse(
                                        folder.resolve("fonts/a.ttf").toString()))
                                .style(FontStyle.BOLD_ITALIC)
                                .size(Length.parse("3.3%d"))
                                .fill(Fill.parse("auto #f0f0f0e0 #202020"))
                                .outline(new Outline(Length.pixels(2), Fill.of(Colour.parse("#12345678"))))
                                .shadow(new Shadow(Length.pixels(-1), Length.em(0.3), Length.points(3), Fill.AUTOMATIC))
                                .letterSpacing(Length.em(-0.01))
                                .lineSpacing(1.5)
                                .alignment(Alignment.CENTRE)
                                .placement(Placement.anchored(Anchor.TOP)
                                        .margin(Length.pixels(10), Length.parse("4%h"))
                                        .offset(Length.pixels(-5), Length.pixels(6))
                                        .rotation(-12.5))
                                .opacity(1 / 3.0)
                                .mode(BlendMode.SOFT_LIGHT)
                                .build(),
                        TextMark.of("true")
                                .noShadow()
                                .placement(Placement.within(1e-9, 2 / 3.0).rotation(90))
                                .build(),
                        LogoMark.of(folder.resolve("../logo, of: us.png"))
                                .width(Length.percent(15))
                                .height(Length.pixels(80))
                                .placement(Placement.at(Length.pixels(-3), Length.parse("50%w"))
                                        .pin(Anchor.CENTRE)
                                        .rotation(3))
                                .build(),
                        LogoMark.of(LogoSource.bytes("bytes".getBytes(StandardCharsets.UTF_8)))
                                .fill(Fill.of(Colour.BLACK))
                                .placement(Placement.tiled()
                                        .spacing(Length.pixels(1), Length.pixels(2))
                                        .stagger(0.25)
                                        .angle(45))
                                .build())
                .oversize(Oversize.REFUSE)
                .missingGlyphs(MissingGlyphs.BOX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"preset.yaml", "preset.YML", "sub/preset.json"})
    void whatIsWrittenIsRead(String name) {
        Path file = folder.resolve(name);
        WatermarkFile.write(file, everything());
        assertThat(WatermarkFile.read(file)).isEqualTo(everything());
    }

    @Test
    void aPresetSaysEverythingInPlainYaml() throws IOException {
        Path file = folder.resolve("preset.yaml");
        WatermarkFile.write(
                file,
                Watermark.of(
                        TextMark.of("© {date:yyyy} Jane").build(),
                        LogoMark.of(folder.resolve("art/logo.svg"))
                                .placement(Placement.tiled())
                                .build()));
        assertThat(Files.readString(file)).isEqualTo("""
                        version: 1
                        oversize: scale
                        missing-glyphs: refuse
                        marks:
                          - text: © {date:yyyy} Jane
                            font: DejaVu Sans
                            style: regular
                            size: 4%
                            colour: '#ffffff'
                            outline: none
                            shadow:
                                right: 0.02em
                                down: 0.04em
                                blur: 0.12em
                                colour: 'auto #ffffffc8 #000000c8'
                            letter-spacing: 0px
                            line-spacing: 1
                            alignment: by-anchor
                            placement:
                                anchor: bottom-right
                                margin-across: 3%
                                margin-down: 3%
                                right: 0px
                                down: 0px
                                rotation: 0
                            opacity: 0.7
                            blend: normal
                          - logo: art/logo.svg
                            width: 20%
                            placement:
                                spacing-across: 8%
                                spacing-down: 8%
                                stagger: 0.5
                                angle: 30
                            opacity: 0.7
                            blend: normal
                        """);
    }

    @Test
    void whatAPresetDoesNotSayHasTheDefaults() throws IOException {
        Path file = write("preset.yaml", "version: 1\nmarks:\n- text: a\n- logo: b.png\n  placement: tiled\n");
        assertThat(WatermarkFile.read(file))
                .isEqualTo(Watermark.of(
                        TextMark.of("a").build(),
                        LogoMark.of(folder.resolve("b.png"))
                                .placement(Placement.tiled())
                                .build()));
        Path json = write(
                "preset.json", "{\"version\": 1, \"marks\": [{\"text\": \"a\", \"opacity\": 0.5, \"shadow\": {}}]}");
        assertThat(WatermarkFile.read(json))
                .isEqualTo(Watermark.of(TextMark.of("a").opacity(0.5).build()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 2\\nmarks: []|expected version 1 of presets, but came \"2\"",
                "marks: []|the key \"version\" is missing",
                "version: 1|expected a list under the key \"marks\"",
                "version: 1\\nmarks: []|A watermark has 1 to 100 marks, but came 0",
                "version: 1\\nmark: []|Unknown key \"mark\". Did you mean \"marks\"?",
                "version: 1\\nmarks: [{text: a, opacty: 1}]|, marks 1: Unknown key \"opacty\". Did you mean \"opacity\"?",
                "version: 1\\nmarks: [{text: a, opacity: 2}]|, marks 1: The opacity of a mark is 0 to 1, but came 2.",
                "version: 1\\nmarks: [{text: a, size: 5}]|, marks 1.size: A length is a number with its unit",
                "version: 1\\nmarks: [{text: a, size: [5]}]|, marks 1.size: expected one value, but came a list",
                "version: 1\\nmarks: [{text: a, shadow: {blurr: 1px}}]|, marks 1.shadow: Unknown key \"blurr\"",
                "version: 1\\nmarks: [{text: a, shadow: yes}]|, marks 1.shadow: expected keys with values",
                "version: 1\\nmarks: [{text: a, placement: {anchr: top}}]|, marks 1.placement: Expected a key \"anchor\"",
                "version: 1\\nmarks: [{text: a, placement: {x: 1px}}]|, marks 1.placement: ",
                "version: 1\\nmarks: [{text: a, logo: b}]|, marks 1: A mark has either a text or a logo",
                "version: 1\\nmarks: [a]|, marks 1: expected keys with values",
                "version: 1\\nversion: 1|not YAML",
                "version: [|not YAML",
                "''|expected keys with values, such as \"opacity: 0.5\", but came nothing"
            })
    void aPresetThatSaysSomethingElseIsRefusedWithThePlace(String yaml, String message) throws IOException {
        Path file = write("preset.yaml", yaml.replace("\\n", "\n"));
        assertThatThrownBy(() -> WatermarkFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"version\":1,\"version\":1}", "[]", "", "{} {}", "nul"})
    void otherJsonIsRefused(String json) throws IOException {
        Path file = write("preset.json", json);
        assertThatThrownBy(() -> WatermarkFile.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.toString());
    }

    @Test
    void aFileThatIsNoPresetIsRefused() throws IOException {
        assertThatThrownBy(() -> WatermarkFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("There is no preset ");
        assertThatThrownBy(() -> WatermarkFile.read(folder.resolve("preset.toml")))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("A preset's name ends in .yaml, .yml or .json, but came ");
        Path bytes = folder.resolve("bytes.yaml");
        Files.write(bytes, new byte[] {(byte) 0xFF, (byte) 0xFE, 0});
        assertThatThrownBy(() -> WatermarkFile.read(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no text in UTF-8");
    }

    @Test
    void damagedPresetsAreReadOrRefusedButNeverBreak() throws IOException {
        Path yaml = folder.resolve("a.yaml");
        Path json = folder.resolve("a.json");
        WatermarkFile.write(yaml, everything());
        WatermarkFile.write(json, everything());
        Random random = new Random(7);
        for (Path file : new Path[] {yaml, json}) {
            byte[] whole = Files.readAllBytes(file);
            for (int round = 0; round < 120; round++) {
                byte[] damaged = whole.clone();
                for (int i = 0; i < 3; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(128);
                }
                Files.write(file, damaged);
                try {
                    WatermarkFile.read(file);
                } catch (InputException expected) {
                    assertThat(expected).hasMessageContaining(file.toString());
                }
            }
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
