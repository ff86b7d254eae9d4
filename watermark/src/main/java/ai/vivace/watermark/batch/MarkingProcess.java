package ai.vivace.watermark.batch;

import ai.vivace.base.InputException;
import ai.vivace.watermark.Details;
import ai.vivace.watermark.Marked;
import ai.vivace.watermark.Report;
import ai.vivace.watermark.Watermarker;
import ai.vivace.watermark.mark.FontChoice;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.LogoSource;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.Placeholder;
import ai.vivace.watermark.mark.TemplatePart;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import ai.vivace.watermark.picture.MetadataPolicy;
import ai.vivace.watermark.picture.Picture;
import ai.vivace.watermark.picture.PictureFormat;
import ai.vivace.watermark.picture.PictureInfo;
import ai.vivace.watermark.picture.Reading;
import ai.vivace.watermark.picture.Target;
import ai.vivace.watermark.render.ChosenColour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Marks each picture of a batch. */
public final class MarkingProcess implements PictureProcess {
    private static final int BYTES_OF_COEFFICIENTS = 3;
    private static final int BYTES_OF_PIXELS = 12;

    private final Watermark watermark;
    private final Reading reading;
    private final MetadataPolicy policy;
    private final Optional<Target> target;
    private final LocalDateTime date;
    private final Watermarker marker;

    private MarkingProcess(
            Watermark watermark, Reading reading, MetadataPolicy policy, Optional<Target> target, LocalDateTime date) {
        this.watermark = watermark;
        this.reading = reading;
        this.policy = policy;
        this.target = target;
        this.date = date;
        Watermarker inOwnFormat = Watermarker.of(watermark).reading(reading).metadata(policy);
        marker = target.isPresent() ? inOwnFormat.target(target.get()) : inOwnFormat;
    }

    /**
     * The work of putting a watermark on pictures.
     *
     * @param reading how pictures are read
     * @param policy what becomes of their metadata
     * @param target the format to write; nothing for each picture's own
     * @param date what the placeholder {@code {date}} stands for
     */
    public static MarkingProcess of(
            Watermark watermark, Reading reading, MetadataPolicy policy, Optional<Target> target, LocalDateTime date) {
        return new MarkingProcess(watermark, reading, policy, target, date);
    }

    /** A mark is another when the file that it names has changed. */
    private static String content(Path file) {
        try {
            return Fingerprint.of(Files.readAllBytes(file)) + "\n";
        } catch (IOException e) {
            throw new InputException("Cannot read " + file + ", which the mark needs: " + e.getMessage() + ".", e);
        }
    }

    private static List<Path> files(Mark mark) {
        if (mark instanceof LogoMark logo && logo.source() instanceof LogoSource.LogoFile file) {
            return List.of(file.path());
        }
        return mark instanceof TextMark text && text.font() instanceof FontChoice.FontFile file
                ? List.of(file.path())
                : List.of();
    }

    private boolean uses(Placeholder placeholder) {
        return watermark.marks().stream()
                .flatMap(mark -> mark instanceof TextMark text ? text.text().parts().stream() : Stream.empty())
                .anyMatch(part -> part instanceof TemplatePart.Value value && value.placeholder() == placeholder);
    }

    @Override
    public Processed apply(byte[] picture, PictureTask task) {
        Marked marked =
                marker.apply(picture, new Details(task.source().getFileName().toString(), task.number(), date));
        Report report = marked.report();
        List<String> notes = new ArrayList<>();
        report.colours().forEach(colour -> notes.add(note(colour)));
        report.notes().forEach(note -> notes.add(note.toString()));
        String way = report.route().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Processed(marked.bytes(), way, report.changed(), report.units(), notes);
    }

    private static String note(ChosenColour colour) {
        return String.format(
                Locale.ROOT,
                "Mark %d is %s, which has a contrast of %.1f with what it covers.",
                colour.mark(),
                colour.colour(),
                colour.contrast());
    }

    @Override
    public String settings() {
        StringBuilder settings = new StringBuilder();
        Stream.of(watermark, reading, policy, target)
                .forEach(part -> settings.append(part).append('\n'));
        watermark.marks().forEach(mark -> files(mark).forEach(file -> settings.append(content(file))));
        if (uses(Placeholder.DATE)) {
            settings.append(date);
        }
        return settings.toString();
    }

    @Override
    public boolean countsPictures() {
        return uses(Placeholder.N);
    }

    @Override
    public long memory(byte[] picture) {
        try {
            PictureInfo info = Picture.open(picture, reading).info();
            int each = info.format() == PictureFormat.JPEG ? BYTES_OF_COEFFICIENTS : BYTES_OF_PIXELS;
            return info.pixels() * each + 2L * picture.length;
        } catch (InputException e) {
            // What is wrong with it, the work on it tells.
            return picture.length;
        }
    }
}
