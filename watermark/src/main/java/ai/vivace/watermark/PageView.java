package ai.vivace.watermark;

import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.mark.PlaceholderValues;
import ai.vivace.watermark.picture.Page;
import ai.vivace.watermark.picture.PictureInfo;
import ai.vivace.watermark.render.Backdrop;
import ai.vivace.watermark.render.PictureView;
import ai.vivace.watermark.render.Tone;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A page as marks see it. */
final class PageView implements PictureView {
    private final Page page;
    private final Values values;

    PageView(Page page, PictureInfo info, Details details) {
        this.page = page;
        values = new Values(page, info, details);
    }

    @Override
    public int width() {
        return page.width();
    }

    @Override
    public int height() {
        return page.height();
    }

    @Override
    public Orientation orientation() {
        return page.orientation();
    }

    @Override
    public OptionalDouble resolution() {
        return page.resolution().stream()
                .mapToDouble(resolution -> resolution.horizontal())
                .findFirst();
    }

    @Override
    public PlaceholderValues values() {
        return values;
    }

    @Override
    public Backdrop backdrop() {
        return stored -> Tone.of(page.sample(stored));
    }

    /** What placeholders stand for. */
    private static final class Values implements PlaceholderValues {
        private final Box shown;
        private final PictureInfo info;
        private final Details details;
        private @Nullable Map<String, String> exif;

        Values(Page page, PictureInfo info, Details details) {
            shown = page.orientation().shown(Box.of(page.width(), page.height()));
            this.info = info;
            this.details = details;
        }

        @Override
        public String fileName() {
            return details.fileName();
        }

        @Override
        public LocalDateTime date() {
            return details.date();
        }

        @Override
        public long number() {
            return details.number();
        }

        @Override
        public int width() {
            return shown.width();
        }

        @Override
        public int height() {
            return shown.height();
        }

        @Override
        public Optional<String> exif(String tag) {
            Map<String, String> known = exif;
            if (known == null) {
                known = info.exifValues();
                exif = known;
            }
            return Optional.ofNullable(known.get(tag));
        }
    }
}
