package ai.vivace.watermark.batch;

import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.mark.PlaceholderValues;
import ai.vivace.watermark.render.Backdrop;
import ai.vivace.watermark.render.PictureView;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What marks see of a picture in memory, which has no file and no metadata.
 *
 * @param picture that is marked
 * @param number of the picture, from 1 on
 */
record RgbView(RgbPicture picture, long number) implements PictureView, PlaceholderValues {
    @Override
    public int width() {
        return picture.width();
    }

    @Override
    public int height() {
        return picture.height();
    }

    @Override
    public Orientation orientation() {
        return Orientation.UPRIGHT;
    }

    @Override
    public OptionalDouble resolution() {
        return OptionalDouble.empty();
    }

    @Override
    public PlaceholderValues values() {
        return this;
    }

    @Override
    public Backdrop backdrop() {
        return picture::tone;
    }

    @Override
    public String fileName() {
        return "";
    }

    @Override
    public LocalDateTime date() {
        return LocalDateTime.MIN;
    }

    @Override
    public Optional<String> exif(String tag) {
        return Optional.empty();
    }
}
