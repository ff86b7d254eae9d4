package ai.vivace.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is given wrong about marks: an exit code, a message that says what was expected, and no file that should not be. */
class WatermarkBadInputTest {
    @TempDir
    Path folder;

    private Path photo;

    @BeforeEach
    void makePicture() throws IOException {
        photo = WatermarkPictures.write(folder.resolve("photo.jpg"));
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private CommandRun text(Object... arguments) {
        List<String> words = new ArrayList<>(List.of("watermark", "text", "© Jane"));
        Stream.of(arguments).map(Object::toString).forEach(words::add);
        return CommandRun.of(words.toArray(String[]::new));
    }

    private void assertRefused(CommandRun run, String... told) throws IOException {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().filter(line -> line.startsWith("vivace: ")))
                .hasSize(1);
        assertThat(run.err()).contains(told).doesNotContain("\tat ").doesNotContain("Exception");
        assertThat(written()).isEmpty();
    }

    /** Marked pictures and journals below the folder. */
    private List<Path> written() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("-marked")
                            || file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        Path text = file("notes.jpg", "Dear Jane".getBytes(StandardCharsets.UTF_8));
        assertRefused(text(text), "notes.jpg: Expected a JPEG, PNG");
        assertRefused(text(file("empty.jpg", new byte[0])), "empty.jpg: ", "the file is empty");
    }

    @Test
    void amongOthersItIsListedAndTheOthersAreMarked() throws IOException {
        file("notes.jpg", "Dear Jane".getBytes(StandardCharsets.UTF_8));

        CommandRun run = text(folder);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("warning: " + folder.resolve("notes.jpg") + ": Expected a JPEG, PNG");
        assertThat(run.out()).contains("1 picture written, 1 failed");
        assertThat(folder.resolve("photo-marked.jpg")).exists();
        assertThat(folder.resolve("notes-marked.jpg")).doesNotExist();
    }

    @Test
    void aTruncatedPictureIsMarkedOnlyWhereThatIsAllowedAndIsListedThen() throws IOException {
        Path cut = file("cut.jpg", WatermarkPictures.truncated());
        assertRefused(text(cut), "cut.jpg: ");

        CommandRun run = text("--lenient", cut);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("warning: " + cut + ": ");
        assertThat(folder.resolve("cut-marked.jpg")).exists();
    }

    @Test
    void aPictureThatClaimsTooManyPixelsIsRefusedBeforeItIsDecoded() throws IOException {
        Path bomb = file("bomb.png", WatermarkPictures.bomb(100_000, 100_000));

        assertRefused(text(bomb), "bomb.png: ", "100000 x 100000");
        assertRefused(text("--pixel-limit", "0.05", photo), "photo.jpg: ", "320 x 240");
        assertThat(text("--pixel-limit", "0.1", photo).exitCode()).isZero();
    }

    @Test
    void aPictureIsNeverOverwrittenByItself() throws IOException {
        assertRefused(text(photo, "--output", photo), "would be overwritten", "--in-place");
        assertRefused(text(photo, "--output", photo, "--overwrite"), "would be overwritten", "--in-place");
        assertRefused(text(folder, "--output", folder, "--overwrite"), "would be overwritten");
        assertRefused(text(photo, "--in-place", "--output", folder), "--in-place", "Leave out --output");
    }

    @Test
    void aFolderToWriteIntoWithinThePicturesIsRefusedWithRecursion() throws IOException {
        assertRefused(text("-r", folder, "--output", folder.resolve("out")), "is inside " + folder);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void pathsThatAreNotThereOrNotWritableAreNamed() throws IOException {
        assertRefused(text(folder.resolve("none.jpg")), "There is nothing at " + folder.resolve("none.jpg"));
        assertRefused(text(photo, "--output", photo.resolve("out")), "as " + photo + " is a file");
        assertRefused(text(photo, "--report", photo.resolve("r.csv")), "--report");
        assertRefused(text(photo, "--report", folder.resolve("r.txt")), ".csv, .jsonl or .ndjson");
        assertRefused(text("--save-preset", folder.resolve("p.txt")), ".yaml");
        assertRefused(text(), "There is no picture to mark");
    }

    @Test
    void anUnreadableOrUnwritablePlaceIsNamed() throws IOException {
        Path locked = Files.createDirectories(folder.resolve("locked"));
        Path hidden = WatermarkPictures.write(folder.resolve("hidden/photo.jpg"));
        assertThat(locked.toFile().setWritable(false)).isTrue();
        assertThat(hidden.toFile().setReadable(false)).isTrue();
        assumeFalse(Files.isWritable(locked), "whoever runs the tests may write everywhere");

        assertRefused(text(photo, "--output", locked.resolve("out")), "nothing may be written into " + locked);
        assertRefused(text(hidden), "photo.jpg: Cannot read it: it may not be read");
    }

    @Test
    void charactersThatNoFontHasAreNamed() throws IOException {
        String[] arguments = {"watermark", "text", "A\uE123", photo.toString()};
        assertRefused(CommandRun.of(arguments), "U+E123");

        String[] boxed = {"watermark", "text", "A\uE123", photo.toString(), "--missing-glyphs", "box"};
        CommandRun run = CommandRun.of(boxed);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("U+E123");
    }

    @Test
    void aLogoWithoutTransparencyIsDrawnAndTold() throws IOException {
        Path logo = WatermarkPictures.write(folder.resolve("logo.png"));
        CommandRun run = CommandRun.of("watermark", "logo", logo.toString(), photo.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("no transparent pixel");
    }

    @Test
    void aMarkThatDoesNotFitIsScaledOrRefused() throws IOException {
        assertRefused(
                text(photo, "--size", "900px", "--oversize", "refuse"), "photo.jpg: Mark 1 needs", "Make it smaller");

        CommandRun run = text(photo, "--size", "900px");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("smaller");
    }

    @Test
    void malformedExifIsKeptAndTold() throws IOException {
        byte[] picture = WatermarkPictures.malformedExif();
        CommandRun run = text(file("odd.jpg", picture));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Exif");
        assertThat(Files.readString(folder.resolve("odd-marked.jpg"), StandardCharsets.ISO_8859_1))
                .contains("nonsense");
    }

    @Test
    void severalPicturesForOneFileAreListed() throws IOException {
        Path png = WatermarkPictures.write(folder.resolve("photo.png"));
        Path out = folder.resolve("out");

        assertRefused(
                text(photo, png, "--format", "jpg", "--output", out),
                "Several pictures would be written to one file",
                out.resolve("photo.jpg") + " of " + photo + " and " + png);
        assertThat(out).doesNotExist();
        assertThat(text(photo, png, "--format", "jpg", "--output", out, "--number-collisions")
                        .exitCode())
                .isZero();
        assertThat(out.resolve("photo-2.jpg")).exists();
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws IOException {
        Path there = folder.resolve("other.jpg");
        Files.writeString(there, "mine");

        assertRefused(text(photo, "--output", there), there.toString(), "--overwrite");
        assertThat(there).hasContent("mine");
        assertThat(text(photo, "--output", there, "--overwrite").exitCode()).isZero();
    }

    private record Wrong(String name, List<String> options, List<String> told) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Wrong wrong(String options, String... told) {
        return new Wrong(options, List.of(options.split(" ")), List.of(told));
    }

    static Stream<Wrong> options() {
        return Stream.of(
                wrong("--opacity 1.5", "opacity", "0 to 1", "1.5"),
                wrong("--opacity -0.1", "opacity", "0 to 1"),
                wrong("--opacity half", "--opacity", "half"),
                wrong("--position bottom-rigth", "Did you mean \"bottom-right\"?"),
                wrong("--position 5px", "tiled"),
                wrong("--size 12", "24px, 12pt, 5%"),
                wrong("--size 0px", "size of a text must be above zero"),
                wrong("--size 12pt", "resolution"),
                wrong("--color blurple", "blurple"),
                wrong("--blend overlai", "Did you mean \"overlay\"?"),
                wrong("--style bald", "Did you mean \"bold\"?"),
                wrong("--font Nowhere", "There is no font \"Nowhere\"", "DejaVu Sans"),
                wrong("--font nowhere.ttf", "nowhere.ttf"),
                wrong("--margin 1px,2px,3px", "--margin: expected one length or two"),
                wrong("--offset 5px", "--offset: expected two lengths"),
                wrong("--spacing 5px", "--spacing does not go with --position bottom-right"),
                wrong("--position tiled --margin 5px", "--margin does not go with --position tiled"),
                wrong("--outline-width 2px", "Give --outline too"),
                wrong("--rotate 400", "-360 to 360"),
                wrong("--line-spacing 9", "0.5 to 5"),
                wrong("--name marked.jpg", "the same name"),
                wrong("--name {nam}.jpg", "Did you mean \"name\"?"),
                wrong("--format webp", "--format must be jpg or png, but was webp"),
                wrong("--quality 80", "--quality is for pictures that become JPEG"),
                wrong("--format jpg --quality 101", "1 to 100", "101"),
                wrong("--metadata some", "--metadata"),
                wrong("--pixel-limit 0", "megapixels"),
                wrong("--threads 0", "threads must be from 1 to 512, but was 0"),
                wrong("--date yesterday", "--date: expected a date"),
                wrong("--with none.yaml", "There is no preset none.yaml"),
                wrong("--dry-run --sheet sheet.jpg", "--sheet must be a file whose name ends in .png"),
                wrong("--dry-run --sheet-pictures 99", "1 to 48"),
                wrong("--in-palce", "Did you mean --in-place?"));
    }

    @ParameterizedTest
    @MethodSource("options")
    void aWrongOptionIsToldInOneMessage(Wrong wrong) throws IOException {
        List<Object> arguments = new ArrayList<>(wrong.options());
        arguments.add(photo);

        assertRefused(text(arguments.toArray()), wrong.told().toArray(String[]::new));
    }

    @Test
    void anUnknownPlaceholderIsToldWithTheKnownOnes() throws IOException {
        assertRefused(
                CommandRun.of("watermark", "text", "{dat}", photo.toString()),
                "Did you mean \"{date}\"?",
                "{filename}");
    }

    @Test
    void presetsThatAreNoneAreNamed() throws IOException {
        Path preset =
                file("p.yaml", "version: 1\nmarks:\n  - text: A\n    sise: 4%\n".getBytes(StandardCharsets.UTF_8));

        assertRefused(
                CommandRun.of("watermark", "apply", preset.toString(), photo.toString()),
                "p.yaml",
                "Did you mean \"size\"?");
        assertRefused(CommandRun.of("watermark", "apply", photo.toString(), photo.toString()), ".yaml");
        assertRefused(
                CommandRun.of("watermark", "logo", folder.resolve("l.png").toString(), photo.toString()),
                "There is no logo");
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        CommandRun run = CommandRun.of("watermark", "txt");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Unknown command \"txt\". Did you mean \"text\"?");
    }

    @Test
    void invisibleMarksNeedAKeyAndSomethingToHide() throws IOException {
        assertRefused(CommandRun.of("watermark", "embed", photo.toString(), "--id", "A"), "--key or --key-file");
        assertRefused(CommandRun.of("watermark", "embed", photo.toString(), "--key", "k"), "either --id or --number");
        assertRefused(
                CommandRun.of("watermark", "embed", photo.toString(), "--key", "k", "--number", "xyz"), "hexadecimal");
        assertRefused(
                CommandRun.of("watermark", "embed", photo.toString(), "--key", "k", "--id", "much too long"),
                "1 to 8 bytes");
        assertRefused(CommandRun.of("watermark", "detect", photo.toString()), "--key or --key-file");
        assertRefused(CommandRun.of("watermark", "detect", photo.toString(), "--key-file", "nowhere"), "--key-file");
    }

    @Test
    void pairsAreNotWrittenIntoAFolderWithSomethingInIt() throws IOException {
        assertRefused(
                CommandRun.of("watermark", "random", photo.toString(), "--output", folder.toString()), "is not empty");
        assertRefused(
                CommandRun.of("watermark", "random", photo.toString(), "-o", folder + "/x", "--crop", "9"),
                "32 to 8192");
        assertRefused(
                CommandRun.of(
                        "watermark", "random", photo.toString(), "-o", folder + "/x", "--crop", "64", "--resize", "64"),
                "Leave --resize out");
    }
}
