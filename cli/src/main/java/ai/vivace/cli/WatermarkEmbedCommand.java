package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.watermark.batch.PictureProcess;
import ai.vivace.watermark.batch.PictureTask;
import ai.vivace.watermark.batch.Processed;
import ai.vivace.watermark.invisible.InvisibleMark;
import ai.vivace.watermark.invisible.InvisibleMarker;
import ai.vivace.watermark.invisible.MarkedFile;
import ai.vivace.watermark.invisible.Payload;
import ai.vivace.watermark.invisible.Strength;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Marks that are not seen. */
@Command(
        name = "embed",
        description = {
            "Hide an id in pictures, which detect finds with the same key even after JPEG and scaling.",
            "All of the picture changes by less than is seen. The mark is no proof, and turning, warping or strong cropping destroys it; the"
                    + " guide has a table of what it withstands."
        },
        footer = {
            "  vivace watermark embed photo.jpg --id C-1042 --key-file key.txt",
            "  vivace watermark embed photos/ -o marked/ --number c0ffee --key \"my secret\""
        })
final class WatermarkEmbedCommand implements Callable<Integer> {
    private static final int HEXADECIMAL = 16;

    @ParentCommand
    @SuppressWarnings("NullAway.Init")
    private WatermarkCommand watermark;

    @Parameters(
            arity = "1..*",
            paramLabel = "PICTURE",
            description = "Pictures, folders, or patterns such as \"photos/*.jpg\".")
    @SuppressWarnings("NullAway.Init")
    private List<String> pictures;

    @Option(names = "--id", paramLabel = "TEXT", description = "What to hide: 1 to 8 letters, digits or signs.")
    private @Nullable String id;

    @Option(names = "--number", paramLabel = "HEX", description = "What to hide: a number of 64 bits, in hexadecimal.")
    private @Nullable String number;

    @Option(
            names = "--strength",
            paramLabel = "STRENGTH",
            defaultValue = "NORMAL",
            description = "gentle, normal or strong: what it withstands against how much it changes (default: normal).")
    private Strength strength = Strength.NORMAL;

    @Mixin
    private WatermarkKeyOptions key = new WatermarkKeyOptions();

    @Mixin
    private WatermarkRunOptions run = new WatermarkRunOptions();

    @Override
    public Integer call() {
        InvisibleMark mark = InvisibleMark.withKey(key.text()).strength(strength);
        Payload payload = payload();
        InvisibleMarker marker = InvisibleMarker.of(mark).reading(run.reading()).metadata(run.policy());
        String settings = String.join(
                "\n",
                "invisible",
                key.text(),
                payload.kind() + " " + payload,
                strength.toString(),
                run.policy().toString());
        return run.run(watermark.console(), new Embedding(marker, payload, run.reading(), settings), pictures);
    }

    /** The work on each picture. */
    private record Embedding(InvisibleMarker marker, Payload payload, Reading reading, String settings)
            implements PictureProcess {
        /** Planes of luminance and of the mark, and a spectrum, in numbers of four bytes. */
        private static final int BYTES_OF_PIXELS = 40;

        @Override
        public Processed apply(byte[] picture, PictureTask task) {
            MarkedFile marked = marker.embed(picture, payload);
            List<String> notes = new ArrayList<>();
            notes.add(String.format(Locale.ROOT, "The mark changes the picture by %.1f dB PSNR.", marked.psnr()));
            marked.notes().forEach(note -> notes.add(note.toString()));
            return new Processed(marked.bytes(), "invisible", 0, 0, notes);
        }

        @Override
        public long memory(byte[] picture) {
            try {
                return Picture.open(picture, reading).info().pixels() * BYTES_OF_PIXELS;
            } catch (InputException e) {
                // What is wrong with it, the work on it tells.
                return picture.length;
            }
        }
    }

    private Payload payload() {
        InputException.require(id == null != (number == null), () -> "Say what to hide: give either --id or --number.");
        if (id != null) {
            return Payload.ofText(id);
        }
        try {
            return Payload.ofNumber(Long.parseUnsignedLong(number, HEXADECIMAL));
        } catch (NumberFormatException e) {
            throw new InputException(
                    "--number: expected up to 16 hexadecimal digits, such as 00c0ffee, but found \"" + number + "\".",
                    e);
        }
    }
}
